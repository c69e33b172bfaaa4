import {didYouMean} from '../../foundations/did-you-mean.ts';
import type {Values} from '../command-line/flag.ts';
import {flagError} from '../command-line/flag-values.ts';
import type {STATUS_FLAGS} from './farm-flags.ts';
import {farmStatus} from './farm-status.ts';
import type {FarmStatus} from './farm-status.ts';
import {PlanBoard} from './plan-board.ts';
import {connectRedis} from './redis.ts';
import {redisByDefault} from './redis-place.ts';

/**
 * Look at a farm, after forgetting the plan that is to be forgotten.
 *
 * @throws UserError where there is no such plan.
 */
export async function lookAtFarm({
  redis,
  forget,
}: Values<typeof STATUS_FLAGS>): Promise<FarmStatus> {
  const place = redis ?? redisByDefault(process.env);
  const board = new PlanBoard(await connectRedis(place, 'aim-status'));
  try {
    if (forget !== undefined) {
      const known = (await board.plans()).map(({id}) => id);
      if (!known.includes(forget)) {
        throw flagError(
          `--forget ${forget}: there is no such plan.${didYouMean(forget, known)}`,
          known.length === 0
            ? 'No plan is on this farm.'
            : `There are: ${known.join(', ')}.`,
        );
      }
      await board.remove(forget);
    }
    return await farmStatus(board);
  } finally {
    await board.close();
  }
}
