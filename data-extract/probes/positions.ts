import {UserError} from '../../foundations/user-error.ts';
import type {StageContext} from '../stage/stage-run.ts';

/**
 * A position of the text; negative numbers count from the end, without padding.
 *
 * @param field - What the declaration calls it, for the message.
 * @throws UserError where the text has no such position.
 */
export function positionIn(
  {tokens}: Pick<StageContext, 'tokens'>,
  position: number,
  field: string,
): number {
  const read = tokens.flatMap(({padding}, i) => (padding ? [] : [i]));
  const found = position < 0 ? read[read.length + position] : position;
  if (Number.isInteger(found) && found >= 0 && found < tokens.length) return found;
  throw new UserError(
    'declaration',
    `${field}: the text has no position ${position}, it has ${tokens.length} tokens.`,
    `Give one from 0 to ${tokens.length - 1}, or from -1 back to ${-read.length}.`,
  );
}
