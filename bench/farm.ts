import {spawn, spawnSync} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

import {removeCached} from '../foundations/files/remove-cached.ts';
import {ROOT} from '../foundations/root.ts';
import {toTable} from '../studio/command-line/table.ts';
import {startRedis} from '../studio/farm/local-redis.ts';
import type {LocalRedis} from '../studio/farm/local-redis.ts';
import {PlanBoard} from '../studio/farm/plan-board.ts';
import {connectRedis} from '../studio/farm/redis.ts';
import {submit} from '../studio/farm/submit.ts';
import {ChunkCache} from '../studio/render/draw/chunk-cache.ts';
import {ChunkPage} from '../studio/render/draw/chunk-page.ts';
import {chunksOf} from '../studio/render/draw/chunk-state.ts';
import {unitsOf} from '../studio/render/render-plan.ts';
import {withSelected} from '../studio/render/render-selected.ts';
import {openStore} from '../studio/render/store/open-store.ts';
import {farmTime, sampleOf, secondsOf} from './farm-schedule.ts';
import {median} from './median.ts';

const SCENE = '09-self-attention/what-is-it';
/** Chunks of the course that are drawn to know how long all take. */
const SAMPLE = 24;
const MACHINES = [1, 2, 10, 100];

/** What a run of the farm has shown. */
interface FarmRun {
  /** From the first job to the end of the last. */
  seconds: number;
  /** From the start of a worker to its first job, median. */
  start: number;
  /** Of a job, besides drawing, median. */
  perChunk: number;
}

/** The farm on this machine, and what the course would take on many. */
export async function benchFarm(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'aim-bench-'));
  const redis = await startRedis();
  try {
    const one = await runFarm(redis, join(folder, 'one'), 1);
    const two = await runFarm(redis, join(folder, 'two'), 2);
    const rows = [one, two].map(({seconds, start, perChunk}, i) => [
      ...[String(i + 1), seconds.toFixed(1), start.toFixed(1)],
      ...[(perChunk * 1000).toFixed(0), (one.seconds / seconds / (i + 1)).toFixed(2)],
    ]);
    const head = [`${SCENE} en: workers`, 's', 'start, s', 'per chunk, ms', 'efficiency'];
    process.stdout.write(`${toTable(head, rows)}\n\n`);
    await simulate(join(folder, 'sample'), one);
  } finally {
    await redis.close();
    await removeCached(folder);
  }
}

/** @param count - Workers, each on a processor of its own where the system can hold it there. */
async function runFarm(
  redis: LocalRedis,
  folder: string,
  count: number,
): Promise<FarmRun> {
  const board = new PlanBoard(await connectRedis(redis.place, 'bench'));
  const children: ChildProcess[] = [];
  try {
    const address = join(folder, 'store');
    const store = openStore(address);
    if (store === null) throw new Error('no store');
    const flags = {locale: 'en', cache: join(folder, 'own'), store: address};
    const {plan, chunks} = await withSelected([SCENE], flags, selected =>
      submit(board, store, selected, 0),
    );
    const begun = Date.now();
    for (let i = 0; i < count; i++)
      children.push(startWorker(redis, join(folder, `${i}`), i));
    while ((await board.counts(plan)).done < chunks) await sleep(100);
    const done = await board.queue(plan).getCompleted();
    const firsts = new Map<string, number>();
    for (const {processedBy = '', processedOn = 0} of done)
      firsts.set(processedBy, Math.min(firsts.get(processedBy) ?? Infinity, processedOn));
    const ends = done.map(({finishedOn = 0}) => finishedOn);
    await board.remove(plan);
    return {
      seconds: (Math.max(...ends) - Math.min(...firsts.values())) / 1000,
      start: median([...firsts.values()].map(first => (first - begun) / 1000)),
      perChunk: median(
        done.map(
          ({finishedOn = 0, processedOn = 0, returnvalue}) =>
            (finishedOn - processedOn) / 1000 - returnvalue.seconds,
        ),
      ),
    };
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await board.close();
  }
}

function startWorker(
  {place}: LocalRedis,
  cache: string,
  processor: number,
): ChildProcess {
  const aim = [process.execPath, `${ROOT}/studio/aim.mjs`, 'farm', 'worker'];
  const line = [...aim, '--workers', '1', '--cache', cache, '--until-done'];
  const held = ['taskset', '-c', String(processor), ...line];
  const [program, ...args] =
    spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? held : line;
  return spawn(program, args, {
    stdio: 'ignore',
    env: {...process.env, AIM_REDIS: place.url},
  });
}

/** What the whole course would take, from some of its chunks, drawn by one page. */
async function simulate(folder: string, {start, perChunk}: FarmRun): Promise<void> {
  await withSelected([], {cache: folder}, async ({plan, stage, options}) => {
    const all = chunksOf(unitsOf(plan));
    const cache = new ChunkCache(folder, plan.encoder.ending, null);
    await cache.prepare();
    const page = new ChunkPage({
      ...{encoder: plan.encoder, cache, everyFrame: false},
      openPage: () => stage.openPage(),
      frameTimeout: options.frameTimeout,
      signal: new AbortController().signal,
      onFrame: () => undefined,
    });
    const measured = new Map<number, number>();
    for (const job of sampleOf(all, SAMPLE))
      measured.set(all.indexOf(job), (await page.draw(job)).seconds);
    await page.close();
    const seconds = secondsOf(
      all.map(({chunk}) => chunk.to - chunk.from),
      measured,
    );
    const rows = MACHINES.map(machines => {
      const time = farmTime(seconds, {machines, start, perChunk});
      return [
        String(machines),
        (time.seconds / 60).toFixed(1),
        time.efficiency.toFixed(2),
      ];
    });
    const head = [`the course, ${all.length} chunks: machines`, 'minutes', 'efficiency'];
    process.stdout.write(`${toTable(head, rows)}\n\n`);
  });
}
