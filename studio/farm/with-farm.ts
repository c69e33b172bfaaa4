import {cacheFolder} from '../../foundations/course-root.ts';
import {flagError} from '../command-line/flag-values.ts';
import {log} from '../command-line/output.ts';
import {openStore} from '../render/store/open-store.ts';
import type {SharedStore} from '../render/store/shared-store.ts';
import {startRedis} from './local-redis.ts';
import {startWorkers} from './local-workers.ts';
import {redisByDefault} from './redis-place.ts';
import type {RedisPlace} from './redis-place.ts';

/** What of the flags of a farm says where it is. */
export interface FarmPlace {
  redis: RedisPlace | undefined;
  local: boolean;
  /** Workers that `--local` starts. */
  workers: number;
}

/**
 * Have a farm: the one that is named, or with `--local` one that is started for it.
 *
 * @param hasWorkers - Whether `--workers` was given.
 * @param use - Is given the server, and what is to be called while jobs are waited for:
 * what that throws ends the waiting.
 * @throws UserError naming the flag.
 */
export async function withFarm<T>(
  {redis, local, workers}: FarmPlace,
  hasWorkers: boolean,
  use: (place: RedisPlace, check: () => void) => Promise<T>,
): Promise<T> {
  if (!local) {
    if (hasWorkers)
      throw flagError(
        '--workers goes with --local only.',
        'Start workers with aim farm worker.',
      );
    return use(redis ?? redisByDefault(process.env), () => undefined);
  }
  if (redis !== undefined)
    throw flagError('--local cannot go with --redis.', 'It starts a server of its own.');
  const server = await startRedis();
  try {
    log.info(`A Redis server is at ${server.place.url} as long as this takes.`);
    const crew = startWorkers(server.place, workers);
    try {
      return await use(server.place, () => crew.check());
    } finally {
      await crew.close();
    }
  } finally {
    await server.close();
  }
}

/**
 * Where machines of a farm put what they have made.
 *
 * @throws UserError where there is none.
 */
export function farmStore(given: string | undefined, local: boolean): SharedStore {
  const store = openStore(given ?? (local ? `${cacheFolder()}/farm` : null));
  if (store !== null) return store;
  throw flagError(
    '--store is missing: workers have to put what they make somewhere.',
    'Give a folder that all machines share, or s3://bucket/prefix.',
  );
}
