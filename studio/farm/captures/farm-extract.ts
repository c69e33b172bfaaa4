import {courseRoot} from '../../../foundations/course-root.ts';
import type {Values} from '../../command-line/flag.ts';
import {log} from '../../command-line/output.ts';
import {stoppable} from '../../render/render-selected.ts';
import {awaitPlan} from '../await-plan.ts';
import type {EXTRACT_FLAGS} from '../farm-flags.ts';
import {PlanBoard} from '../plan-board.ts';
import {connectRedis} from '../redis.ts';
import {farmStore, withFarm} from '../with-farm.ts';
import {collectCaptures} from './collect-captures.ts';
import type {CollectedCapture} from './collect-captures.ts';
import {planCaptures} from './plan-captures.ts';
import {staleOf, submitCaptures} from './submit-captures.ts';
import type {CapturesSubmitted} from './submit-captures.ts';

/** What `aim farm extract` has brought about. */
export interface FarmExtracted extends CapturesSubmitted {
  /** Captures of texts, which `aim extract` makes. */
  texts: string[];
  /** What has been brought into the course; `null` where that was not waited for. */
  collected: CollectedCapture[] | null;
}

/**
 * Put the stale captures of scenes on a farm; with `--local`, on one that is started for it.
 *
 * @param selectors - Scenes; none means every capture there is.
 * @param hasWorkers - Whether `--workers` was given.
 * @throws UserError naming the flag, the server, the store, the model, or what could not be
 * made.
 */
export async function farmExtract(
  selectors: readonly string[],
  flags: Values<typeof EXTRACT_FLAGS>,
  hasWorkers: boolean,
): Promise<FarmExtracted> {
  const {model, local, priority, wait: waits} = flags;
  const root = courseRoot();
  const planned = await planCaptures(root, selectors, model, process.cwd());
  const stale = await staleOf(root, planned);
  const {texts, folder} = planned;
  const store = farmStore(flags.store, local);
  return withFarm(flags, hasWorkers, async (place, check) => {
    const board = new PlanBoard(await connectRedis(place, 'aim-farm'));
    try {
      const submitted = await submitCaptures(board, store, planned, stale, priority);
      const {plan, captures, stored} = submitted;
      log.info(`Plan ${plan}: ${captures} captures are stale; ${stored} are stored.`);
      if (!waits && !local) return {...submitted, texts, collected: null};
      if (stored < captures)
        await stoppable(signal => awaitPlan(board, plan, check, signal));
      const collected = await collectCaptures(root, folder, stale, store);
      if (captures > 0) await board.remove(plan);
      return {...submitted, texts, collected};
    } finally {
      await board.close();
    }
  });
}
