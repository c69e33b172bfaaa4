import {UnrecoverableError, WaitingError} from 'bullmq';
import type {Redis} from 'ioredis';

import {fileError} from '../../foundations/files/file-error.ts';
import {UserError} from '../../foundations/user-error.ts';
import {log} from '../command-line/output.ts';
import {openCapturePlan} from './captures/open-capture-plan.ts';
import {openPlan} from './open-plan.ts';
import type {WorkerPlaces} from './open-plan.ts';
import type {PostedPlan} from './plan-board.ts';
import {planWorker} from './plan-queue.ts';
import type {FarmDone, QueuedChunk} from './plan-queue.ts';

/** What a worker has done so far. */
export interface TakerReport {
  captures: number;
  chunks: number;
  frames: number;
  /** That it took, all pages together. */
  seconds: number;
}

/** Takes jobs of a plan until it is closed. */
export interface JobTaker {
  plan: string;
  /** @throws What makes this machine unable to go on. */
  check(): void;
  /** Ends when the chunks that are being drawn are done, or the worker is stopped. */
  close(): Promise<void>;
}

/** Milliseconds between reports of a chunk. */
const REPORT = 1000;

/**
 * Open a plan, and begin to take its jobs.
 *
 * @param options.report - Is kept up to date.
 * @throws UserError where this machine cannot draw it as it says.
 */
export async function takeJobs(
  plan: PostedPlan,
  redis: Redis,
  options: {name: string; pages: number; places: WorkerPlaces; report: TakerReport},
  signal: AbortSignal,
): Promise<JobTaker> {
  const {name, pages, places, report} = options;
  const drawable =
    plan.kind === 'captures'
      ? await openCapturePlan(plan, places)
      : await openPlan(plan, places, signal);
  let trouble: unknown = null;

  const draw = async (job: QueuedChunk, token?: string): Promise<FarmDone> => {
    const {key} = job.data;
    try {
      if (trouble !== null) throw trouble;
      const done = await drawable.value.draw(key, reporter(job));
      if (plan.kind === 'captures') report.captures++;
      else {
        report.chunks++;
        report.frames += done.frames;
      }
      report.seconds += done.seconds;
      log.log(`  ${job.name}: ${done.seconds.toFixed(1)} s`);
      return done;
    } catch (error) {
      if (signal.aborted || isOfMachine(error)) {
        if (!signal.aborted) trouble ??= error;
        await job.moveToWait(token);
        throw new WaitingError();
      }
      if (!(error instanceof UserError)) throw error;
      throw new UnrecoverableError(`${error.message} ${error.remedy}`);
    }
  };
  const worker = planWorker(redis, plan.id, {name, pages}, draw);
  return {
    plan: plan.id,
    check() {
      if (trouble !== null) throw trouble;
    },
    async close() {
      await worker.close();
      await drawable.close();
    },
  };
}

/** Tells the server now and then how far a chunk is. */
function reporter(job: QueuedChunk): () => void {
  let [frames, told] = [0, performance.now()];
  return () => {
    frames++;
    if (performance.now() - told < REPORT) return;
    told = performance.now();
    job.updateProgress({frames}).catch(() => undefined);
  };
}

const OF_MACHINE = /^(?:store|file-system|browser-changed|farm-refused|\w+-missing)$/;

/** Whether others may well do what this machine could not. */
const isOfMachine = (error: unknown): boolean =>
  error instanceof UserError ? OF_MACHINE.test(error.code) : fileError(error) !== null;
