import type {Worker} from 'bullmq';
import type {Redis} from 'ioredis';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {enqueue} from '../../../studio/farm/enqueue.ts';
import {startRedis} from '../../../studio/farm/local-redis.ts';
import type {LocalRedis} from '../../../studio/farm/local-redis.ts';
import {PlanBoard} from '../../../studio/farm/plan-board.ts';
import {planWorker} from '../../../studio/farm/plan-queue.ts';
import type {FarmDone, QueuedChunk} from '../../../studio/farm/plan-queue.ts';
import {connectRedis} from '../../../studio/farm/redis.ts';
import {findRedisServer} from '../../../studio/setup/parts.ts';

const hasRedis = await findRedisServer().then(
  () => true,
  () => false,
);
if (!hasRedis && process.env.CI) throw new Error('CI is to have a redis-server');

const JOBS = ['a', 'b', 'c', 'd', 'e'].map(key => ({
  name: `chunk ${key}`,
  key,
  frames: 1,
}));

describe.runIf(hasRedis)('the Redis server of this machine', () => {
  let redis: LocalRedis;
  let board: PlanBoard;
  const workers: {worker: Worker; connection: Redis}[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    board = new PlanBoard(await connectRedis(redis.place, 'test'));
  });
  afterAll(async () => {
    for (const {worker, connection} of workers) {
      await worker.close();
      connection.disconnect();
    }
    await board.close();
    await redis.close();
  });

  test('keeps the jobs of a plan when it starts again, and gives each of them once', async () => {
    await enqueue(board, 'plan', JOBS.slice(0, 3));
    await redis.restart();
    await enqueue(board, 'plan', JOBS);
    const drawn: string[] = [];
    for (const name of ['one', 'other']) {
      const connection = await connectRedis(redis.place, name);
      const draw = async ({data: {key, frames}}: QueuedChunk): Promise<FarmDone> => {
        drawn.push(key);
        return {frames, seconds: 0};
      };
      const worker = planWorker(connection, 'plan', {name, pages: 2}, draw);
      workers.push({worker, connection});
    }
    await expect
      .poll(() => board.counts('plan'), {timeout: 20_000})
      .toEqual({waiting: 0, active: 0, done: 5, failed: 0});
    expect(drawn.sort()).toEqual(JOBS.map(({key}) => key));
  });
});
