import {readFlags} from '../command-line/flag.ts';
import {log} from '../command-line/output.ts';
import type {RenderOutcome} from '../render/render-plan.ts';
import {renderSelected, stoppable, withSelected} from '../render/render-selected.ts';
import {awaitPlan} from './await-plan.ts';
import {FARM_FLAGS} from './farm-flags.ts';
import type {FarmFlags} from './farm-flags.ts';
import {PlanBoard} from './plan-board.ts';
import {connectRedis} from './redis.ts';
import type {RedisPlace} from './redis-place.ts';
import {submit} from './submit.ts';
import type {Submitted} from './submit.ts';
import {farmStore, withFarm} from './with-farm.ts';

/** What `aim farm` has brought about. */
export interface FarmRun extends Submitted {
  /** What has been joined; `null` where that was not waited for. */
  render: RenderOutcome | null;
}

/**
 * Put a render on a farm; with `--local`, on one that is started for it.
 *
 * @throws UserError naming the flag, the server, the store, or what could not be drawn.
 */
export async function runFarm(
  selectors: readonly string[],
  given: FarmFlags,
): Promise<FarmRun> {
  const {redis, local, workers} = readFlags(FARM_FLAGS, given);
  return withFarm({redis, local, workers}, given.workers !== undefined, (place, check) =>
    onFarm(selectors, given, place, check),
  );
}

/** @param check - Called while jobs are waited for; what it throws ends that. */
async function onFarm(
  selectors: readonly string[],
  given: FarmFlags,
  place: RedisPlace,
  check: () => void,
): Promise<FarmRun> {
  const {local, priority, wait: waits, ...read} = readFlags(FARM_FLAGS, given);
  const store = farmStore(read.store, local);
  const {
    redis: _redis,
    local: _local,
    wait: _wait,
    priority: _priority,
    workers: _,
    ...flags
  } = given;
  const rendering = {...flags, store: store.address};
  const board = new PlanBoard(await connectRedis(place, 'aim-farm'));
  try {
    return await stoppable(async signal => {
      const submitted = await withSelected(selectors, rendering, selected =>
        submit(board, store, selected, priority),
      );
      const {plan, chunks, stored, frames} = submitted;
      log.info(
        `Plan ${plan}: ${chunks} chunks, ${frames} frames; ${stored} chunks are stored.`,
      );
      if (!waits && !local) return {...submitted, render: null};
      if (stored < chunks) await awaitPlan(board, plan, check, signal);
      const render = await renderSelected(selectors, {...rendering, assemble: true});
      await board.remove(plan);
      return {...submitted, render};
    });
  } finally {
    await board.close();
  }
}
