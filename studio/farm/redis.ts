import {Redis} from 'ioredis';

import {log} from '../command-line/output.ts';
import {redisError} from './redis-error.ts';
import type {RedisPlace} from './redis-place.ts';

/** Milliseconds that a server may take to answer the first time. */
const PATIENCE = 5000;
/** Milliseconds between tries to reach a server that went away. */
const AGAIN = 1000;

/**
 * Connect to a Redis server that is there and lets us in. When it goes away later, what is
 * asked of it waits until it is there again.
 *
 * @param name - What the server lists the connection as.
 * @throws UserError naming the server and what is wrong.
 */
export async function connectRedis(place: RedisPlace, name: string): Promise<Redis> {
  await tryRedis(place);
  const redis = new Redis(place.url, {
    connectionName: name,
    maxRetriesPerRequest: null,
    retryStrategy: () => AGAIN,
  });
  let away = false;
  redis.on('error', error => {
    if (away) return;
    away = true;
    log.warn(`${redisError(place.said, error).message} Going on when it is there again.`);
  });
  redis.on('ready', () => {
    if (away) log.info(`Redis at ${place.said} is there again.`);
    away = false;
  });
  return redis;
}

async function tryRedis({url, said}: RedisPlace): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: unknown = null;
  redis.on('error', error => (reason ??= error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw redisError(said, reason ?? error);
  } finally {
    redis.disconnect();
  }
}
