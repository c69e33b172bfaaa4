import {availableParallelism} from 'node:os';

import type {Values} from '../command-line/flag.ts';
import {defaultWorkers} from '../render/options/output-options.ts';
import {stoppable} from '../render/render-selected.ts';
import type {WORKER_FLAGS} from './farm-flags.ts';
import {redisByDefault} from './redis-place.ts';
import {work} from './work.ts';

/** Draw chunks of a farm until it is stopped, or, with `--until-done`, none is left. */
export const runWorker = (flags: Values<typeof WORKER_FLAGS>): ReturnType<typeof work> =>
  stoppable(signal =>
    work(
      {
        redis: flags.redis ?? redisByDefault(process.env),
        pages: flags.workers ?? defaultWorkers(availableParallelism()),
        untilDone: flags.untilDone,
        store: flags.store ?? null,
        cache: flags.cache ?? null,
      },
      signal,
    ),
  );
