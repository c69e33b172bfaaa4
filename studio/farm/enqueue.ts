import type {PlanBoard} from './plan-board.ts';
import type {FarmJob} from './plan-queue.ts';

/** A job with what people call it. */
export interface NamedJob extends FarmJob {
  name: string;
}

/**
 * Put jobs of a plan on the farm, by their keys: none twice; what failed is tried again, and
 * what is done and yet missing in the store is done again.
 */
export async function enqueue(
  board: PlanBoard,
  plan: string,
  missing: readonly NamedJob[],
): Promise<void> {
  const queue = board.queue(plan);
  const fresh: NamedJob[] = [];
  for (const job of missing) {
    const known = await queue.getJob(job.key);
    const state = await known?.getState();
    if (state === 'failed') await known?.retry('failed');
    else if (state === 'completed') await known?.remove();
    if (state === undefined || state === 'unknown' || state === 'completed')
      fresh.push(job);
  }
  await queue.addBulk(
    fresh.map(({name, key, frames}) => ({
      name,
      data: {key, frames},
      opts: {jobId: key},
    })),
  );
}
