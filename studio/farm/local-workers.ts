import {spawn} from 'node:child_process';
import {dirname, join} from 'node:path';

import {IS_SOURCE, ROOT} from '../../foundations/root.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {RedisPlace} from './redis-place.ts';

/** In the package, what is built lies in a folder of its own beside the entry. */
const AIM = join(IS_SOURCE ? ROOT : dirname(ROOT), 'studio/aim.mjs');

/** Workers that this process has started. */
export interface LocalWorkers {
  /** @throws UserError where none of them is left. */
  check(): void;
  close(): Promise<void>;
}

/** Start workers on this machine, a process each, which say what they do on stderr. */
export function startWorkers({url}: RedisPlace, count: number): LocalWorkers {
  const children = Array.from({length: count}, () =>
    spawn(process.execPath, [AIM, 'farm', 'worker', '--workers', '1'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {...process.env, AIM_REDIS: url},
    }),
  );
  const ended = children.map(
    child => new Promise<void>(resolve => child.once('close', () => resolve())),
  );
  const isAlive = ({exitCode, signalCode}: (typeof children)[number]): boolean =>
    exitCode === null && signalCode === null;
  return {
    check() {
      if (children.some(isAlive)) return;
      throw new UserError(
        'farm-failed',
        'None of the workers of this machine is left.',
        'What they said is above; mend it and give the same command again.',
      );
    },
    async close() {
      for (const child of children) if (isAlive(child)) child.kill('SIGTERM');
      await Promise.all(ended);
    },
  };
}
