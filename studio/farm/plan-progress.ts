import type {JobCounts, PlanBoard, PostedPlan} from './plan-board.ts';
import type {FarmProgress} from './plan-queue.ts';
import {rateOf, secondsLeft} from './rate.ts';

/** A chunk that is being drawn. */
export interface ChunkAtWork {
  name: string;
  worker: string;
  /** Frames that are drawn, of all. */
  drawn: number;
  frames: number;
}

/** How far a plan is. */
export interface PlanProgress {
  plan: string;
  kind: PostedPlan['kind'];
  counts: JobCounts;
  /** Frames that are drawn, of those that were put on the farm. */
  drawn: number;
  frames: number;
  /** Frames per second of late, all workers together; `null` before the first chunk. */
  rate: number | null;
  /** Seconds until all is drawn; `null` where it cannot be told. */
  left: number | null;
  atWork: ChunkAtWork[];
  failed: {name: string; reason: string}[];
}

/** Look at the jobs of a plan. @param now - In milliseconds. */
export async function planProgress(
  board: PlanBoard,
  {id: plan, kind}: Pick<PostedPlan, 'id' | 'kind'>,
  now = Date.now(),
): Promise<PlanProgress> {
  const queue = board.queue(plan);
  const [counts, done, failed, active, open] = await Promise.all([
    board.counts(plan),
    queue.getCompleted(),
    queue.getFailed(),
    queue.getActive(),
    queue.getJobs(['waiting', 'delayed', 'prioritized']),
  ]);
  const atWork = active.map(({name, data, progress, processedBy}) => ({
    name,
    worker: processedBy ?? '',
    drawn: (progress as Partial<FarmProgress>).frames ?? 0,
    frames: data.frames,
  }));
  const sum = (jobs: readonly {data: {frames: number}}[]): number =>
    jobs.reduce((all, {data}) => all + data.frames, 0);
  const rate = rateOf(
    done
      .filter(({returnvalue}) => returnvalue.seconds > 0)
      .map(({data, processedOn = now, finishedOn = now}) => ({
        ...{frames: data.frames, begun: processedOn, ended: finishedOn},
      })),
    now,
  );
  const begun = atWork.reduce(
    (all, chunk) => all + Math.min(chunk.drawn, chunk.frames),
    0,
  );
  const left = sum(open) + sum(active) - begun;
  return {
    ...{plan, kind, counts, rate, atWork},
    drawn: sum(done) + begun,
    frames: sum(done) + sum(failed) + sum(open) + sum(active),
    left: secondsLeft(left, rate),
    failed: failed.map(({name, failedReason}) => ({name, reason: failedReason})),
  };
}

/** How far a plan is, in a line. Pure. */
export function progressLine(progress: PlanProgress): string {
  const {kind, drawn, frames, counts, rate, left} = progress;
  const {active, waiting, failed} = counts;
  return [
    ...(kind === 'captures'
      ? [`${drawn} of ${frames} captures`, `${waiting} wait, ${active} are being made`]
      : [
          `${drawn} of ${frames} frames`,
          `${waiting} chunks wait, ${active} are being drawn`,
        ]),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(rate === null || kind === 'captures' ? [] : [`${rate.toFixed(0)} frames/s`]),
    ...(left === null ? [] : [`${Math.round(left)} s left`]),
  ].join(', ');
}
