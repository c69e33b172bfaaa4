import {setTimeout as sleep} from 'node:timers/promises';

import {UserError} from '../../foundations/user-error.ts';
import {ownVersion} from '../../foundations/versions.ts';
import {log} from '../command-line/output.ts';
import {browserIdentity} from '../render/page/with-stage.ts';
import {findChromium, findFfmpeg} from '../setup/parts.ts';
import type {DrawingTools} from './differences.ts';
import {Fitness} from './fitness.ts';
import {nextPlan} from './next-plan.ts';
import type {WorkerPlaces} from './open-plan.ts';
import {PlanBoard} from './plan-board.ts';
import type {PostedPlan} from './plan-board.ts';
import {connectRedis} from './redis.ts';
import type {RedisPlace} from './redis-place.ts';
import {takeJobs} from './take-jobs.ts';
import type {JobTaker, TakerReport} from './take-jobs.ts';
import {WORKER, workerName} from './worker-name.ts';

/** Milliseconds between looks at the plans. */
const LOOK = 500;

/** What a worker is told. */
export interface WorkerOptions extends WorkerPlaces {
  redis: RedisPlace;
  /** Pages that draw at once. */
  pages: number;
  /** Leave when no job is left. */
  untilDone: boolean;
}

/**
 * Draw chunks of the plans of a farm, one plan after the other.
 *
 * @param signal - Stops the worker; a chunk that is not done goes back to the others.
 * @returns What it has drawn, when it is stopped, or nothing is left.
 * @throws UserError where this machine can draw none of the plans as they say, or has
 * become unable to.
 */
export async function work(
  {redis: place, pages, untilDone, ...places}: WorkerOptions,
  signal: AbortSignal,
): Promise<TakerReport & {worker: string}> {
  const fitness = new Fitness(ownVersion(), drawingTools);
  const name = workerName();
  const board = new PlanBoard(await connectRedis(place, `${WORKER}${name}`));
  const report: TakerReport = {captures: 0, chunks: 0, frames: 0, seconds: 0};
  const refused = new Map<string, UserError>();
  let taker: JobTaker | null = null;
  try {
    for (;;) {
      if (signal.aborted) return {worker: name, ...report};
      taker?.check();
      const plans = await board.plans();
      if (taker !== null && !plans.some(({id}) => id === taker?.plan))
        await lost(board, taker);
      const insight = await Promise.all(
        plans.map(async plan => {
          const {id} = plan;
          const {waiting, active} = await board.counts(id);
          // Nothing is asked of this machine for what is done.
          const isOpen = waiting + active > 0;
          const why = isOpen && !refused.has(id) ? await fitness.whyNot(plan) : null;
          if (why !== null) refused.set(id, why);
          return {id, waiting, active, fits: !refused.has(id)};
        }),
      );
      const next = nextPlan(insight);
      if (taker !== null && taker.plan !== next) {
        await taker.close();
        taker = null;
      }
      const plan = plans.find(({id}) => id === next);
      if (plan !== undefined && taker === null) {
        const options = {name, pages, places, report};
        taker = await opened(plan, board, options, refused, signal);
        continue;
      }
      if (plan === undefined) {
        const open = insight.filter(({waiting, active}) => waiting + active > 0);
        const reason = open.map(({id}) => refused.get(id)).find(one => one !== undefined);
        if (reason !== undefined) throw reason;
        if (untilDone) return {worker: name, ...report};
      }
      await sleep(LOOK, undefined, {signal}).catch(() => undefined);
    }
  } finally {
    await taker?.close();
    await board.close();
  }
}

async function drawingTools(): Promise<DrawingTools> {
  const [chromium, ffmpeg] = [await findChromium(), await findFfmpeg()];
  return {browser: await browserIdentity(chromium.version), ffmpeg: ffmpeg.version};
}

/** A plan whose jobs are being taken, or `null` where this machine cannot draw it. */
async function opened(
  plan: PostedPlan,
  board: PlanBoard,
  options: Parameters<typeof takeJobs>[2],
  refused: Map<string, UserError>,
  signal: AbortSignal,
): Promise<JobTaker | null> {
  try {
    log.info(`Opening plan ${plan.id} ...`);
    return await takeJobs(plan, board.redis, options, signal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (signal.aborted) return null;
    // Another plan may be one that this machine can draw.
    refused.set(plan.id, error);
    log.warn(`Plan ${plan.id}: ${error.message}`);
    return null;
  }
}

/** A plan that was taken off the farm is no mistake; a server that has forgotten all is. */
async function lost(board: PlanBoard, taker: JobTaker): Promise<void> {
  if ((await board.plans()).length > 0 || (await board.wasUsed())) return;
  throw new UserError(
    'farm-lost',
    `The Redis server has lost plan ${taker.plan}: it was started without what it had kept.`,
    'Put the plan there again with the same aim farm; what has been stored is not drawn again.',
  );
}
