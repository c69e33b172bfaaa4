import {setTimeout as sleep} from 'node:timers/promises';

import {UserError} from '../../foundations/user-error.ts';
import {log} from '../command-line/output.ts';
import type {PlanBoard} from './plan-board.ts';
import {planProgress, progressLine} from './plan-progress.ts';

/** Milliseconds between looks. */
const LOOK = 500;
/** Looks between lines. */
const LINE = 20;

/**
 * Wait until no job of a plan is left, and say how far it is.
 *
 * @param check - Called now and then; what it throws ends the waiting.
 * @throws UserError that names what could not be drawn or made.
 */
export async function awaitPlan(
  board: PlanBoard,
  plan: string,
  check: () => void,
  signal: AbortSignal,
): Promise<void> {
  for (let look = 0; ; look++) {
    signal.throwIfAborted();
    const posted = (await board.plans()).find(({id}) => id === plan);
    if (posted === undefined) throw gone(plan);
    const progress = await planProgress(board, posted);
    const {waiting, active} = progress.counts;
    const isDone = waiting + active === 0;
    if (isDone || look % LINE === 0) log.log(`  ${progressLine(progress)}`);
    if (isDone) break;
    check();
    await sleep(LOOK, undefined, {signal}).catch(() => undefined);
  }
  const failed = await board.queue(plan).getFailed();
  if (failed.length === 0) return;
  const [first] = failed;
  throw new UserError(
    'farm-failed',
    `${failed.length} jobs of plan ${plan} failed. ${first.name}: ${first.failedReason}`,
    'Mend what it names and give the same command again: what has been stored is not made again.',
  );
}

const gone = (plan: string): UserError =>
  new UserError(
    'farm-lost',
    `Plan ${plan} is no longer on the farm: it was taken off, or the Redis server was started without what it had kept.`,
    'Give the same command again: what has been stored is not drawn again.',
  );
