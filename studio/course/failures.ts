import {UserError} from '../../foundations/user-error.ts';
import type {Failure} from './extract-scenes.ts';

/** All captures that cannot be made as one error, which names each with its cause. */
export function asOne(failures: readonly Failure[]): UserError {
  const lines = failures.map(({id, error}) => `${id}: ${error.message}`);
  const remedies = new Set(failures.map(({error}) => error.remedy));
  return new UserError(failures[0].error.code, lines.join('\n'), [...remedies].join(' '));
}
