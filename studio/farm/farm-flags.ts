import type {Given} from '../command-line/flag.ts';
import {each, special, text, whole, yes} from '../command-line/flag-kinds.ts';
import {SCENE_FLAGS} from '../render/options/given-flags.ts';
import {OUTPUT_FLAGS} from '../render/options/output-flags.ts';
import {PROJECT_FLAGS} from '../render/options/project-options.ts';
import {readRedis} from './redis-place.ts';

const {preset, format, crf, out, cache, store, workers, frameTimeout} = OUTPUT_FLAGS;

const redis = special(
  'address',
  'Redis server that the jobs are on, e.g. redis://:password@host:6379',
  readRedis,
  'the variable AIM_REDIS, else redis://127.0.0.1:6379',
);

/** Flags of `aim farm`. */
export const FARM_FLAGS = {
  ...PROJECT_FLAGS,
  ...SCENE_FLAGS,
  ...{preset, format, crf, out, cache, store, frameTimeout, redis},
  priority: whole({
    says: 'Plans of a higher one are drawn first',
    low: 0,
    high: 1000,
    otherwise: 0,
  }),
  wait: yes('Stay until all is drawn, then join it'),
  local: yes('A trial: start a Redis server and workers on this machine, and wait'),
  workers: whole({
    says: 'Workers that --local starts',
    low: 1,
    high: 64,
    otherwise: 2,
  }),
};

const {priority, wait, local} = FARM_FLAGS;

/** Flags of `aim farm extract`. */
export const EXTRACT_FLAGS = {
  model: each(
    'role=model',
    'Let another model play a role, as aim extract does',
    'models',
  ),
  store,
  redis,
  priority,
  wait: {...wait, says: 'Stay until all are made, then bring them into the course'},
  local,
  workers: FARM_FLAGS.workers,
};

/** Flags of `aim farm worker`. */
export const WORKER_FLAGS = {
  redis,
  store: {...store, byDefault: 'as the plan says'},
  cache,
  workers,
  untilDone: yes('Leave when no job is left'),
};

/** Flags of `aim farm status`. */
export const STATUS_FLAGS = {
  redis,
  forget: text('plan', 'Take a plan off the farm, with its jobs; its chunks stay'),
};

/** Flags of {@link FARM_FLAGS} as they were given. */
export type FarmFlags = Given<typeof FARM_FLAGS>;
