import {Queue, Worker} from 'bullmq';
import type {Job, Processor} from 'bullmq';
import type {Redis} from 'ioredis';

/** A chunk to be drawn. Its key says all that its bytes depend on. */
export interface FarmJob {
  key: string;
  /** Frames of it. */
  frames: number;
}

/** What became of a chunk. */
export interface FarmDone {
  frames: number;
  /** That it took to draw it, without opening and storing; 0 where it was there already. */
  seconds: number;
}

/** How far a chunk is. */
export interface FarmProgress {
  frames: number;
}

export type ChunkQueue = Queue<FarmJob, FarmDone, string>;
export type QueuedChunk = Job<FarmJob, FarmDone, string>;

const PREFIX = 'aim';

/** Name of the queue of a plan. */
const queueName = (plan: string): string => `chunks-${plan}`;

/** The jobs of a plan, a chunk each, by its key. */
export const planQueue = (connection: Redis, plan: string): ChunkQueue => {
  const queue: ChunkQueue = new Queue(queueName(plan), {
    connection,
    prefix: PREFIX,
    defaultJobOptions: {
      // A scene at fault is not tried again; this is for what happens to machines.
      attempts: 3,
      backoff: {type: 'exponential', delay: 1000},
    },
  });
  // The connection says it.
  queue.on('error', () => undefined);
  return queue;
};

/** Milliseconds after which a worker that is silent counts as dead, looked at this often. */
const SILENCE = 10_000;
const LOOK = 5000;

/** What takes jobs of a plan, one or several at once. */
export function planWorker(
  connection: Redis,
  plan: string,
  {name, pages}: {name: string; pages: number},
  draw: Processor<FarmJob, FarmDone, string>,
): Worker<FarmJob, FarmDone, string> {
  const worker = new Worker(queueName(plan), draw, {
    ...{connection, prefix: PREFIX, name, concurrency: pages},
    lockDuration: SILENCE,
    stalledInterval: LOOK,
    // Whoever draws it, a chunk is the same, and it is no fault of it that a machine dies.
    maxStalledCount: 20,
  });
  worker.on('error', () => undefined);
  return worker;
}
