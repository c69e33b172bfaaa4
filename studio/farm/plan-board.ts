import type {Redis} from 'ioredis';

import type {FlagValues, PlannedPlay} from '../render/plan/plan-document.ts';
import type {ChunkTools} from '../render/plan/unit.ts';
import {planQueue} from './plan-queue.ts';
import type {ChunkQueue} from './plan-queue.ts';

/** What all plans on the farm have. */
interface OfAnyPlan {
  /** Of the keys of its jobs, so that the same plan is the same. */
  id: string;
  /** Version of this tool that planned. */
  version: string;
  scenes: string[];
  /** Where it all goes, and what is written there so that it can be told from others. */
  store: {address: string; id: string};
  priority: number;
  /** Counts the plans; of the same priority, the first goes first. */
  order: number;
}

/** A render: what its chunks are to be drawn with. */
export interface ChunkPlan extends OfAnyPlan {
  kind: 'chunks';
  tools: ChunkTools;
  flags: FlagValues;
  frameTimeout: number;
  plays: PlannedPlay[];
}

/** Captures, and the models that play roles in them instead of the course's. */
export interface CapturePlan extends OfAnyPlan {
  kind: 'captures';
  /** `role=model` each, the model as every machine finds the same. */
  models: string[];
  captures: {id: string; key: string}[];
}

/** A plan that is on the farm. */
export type PostedPlan = ChunkPlan | CapturePlan;

/** A plan that has no place among others yet. */
export type NewPlan = Omit<ChunkPlan, 'order'> | Omit<CapturePlan, 'order'>;

/** How many jobs of a plan are in which state. */
export interface JobCounts {
  waiting: number;
  active: number;
  done: number;
  failed: number;
}

const PLANS = 'aim:plans';
const ORDER = 'aim:order';

/** The plans of a farm. */
export class PlanBoard {
  private readonly queues = new Map<string, ChunkQueue>();

  public constructor(public readonly redis: Redis) {}

  /** Post a plan; one that is there keeps its place unless its priority is another. */
  public async post(plan: NewPlan): Promise<void> {
    const former = (await this.plans()).find(({id}) => id === plan.id);
    const order = former?.order ?? (await this.redis.incr(ORDER));
    await this.redis.hset(PLANS, plan.id, JSON.stringify({...plan, order}));
  }

  /** All plans, in the order in which their jobs are to be drawn. */
  public async plans(): Promise<PostedPlan[]> {
    const all = Object.values(await this.redis.hgetall(PLANS));
    return all
      .map(text => JSON.parse(text) as PostedPlan)
      .sort((a, b) => b.priority - a.priority || a.order - b.order);
  }

  /** Whether the server knows of any plan, be it one that has been taken away. */
  public async wasUsed(): Promise<boolean> {
    return (await this.redis.exists(ORDER)) === 1;
  }

  public queue(plan: string): ChunkQueue {
    const queue = this.queues.get(plan) ?? planQueue(this.redis, plan);
    this.queues.set(plan, queue);
    return queue;
  }

  public async counts(plan: string): Promise<JobCounts> {
    const counts = await this.queue(plan).getJobCounts();
    const {wait = 0, waiting = 0, paused = 0, delayed = 0, prioritized = 0} = counts;
    return {
      waiting: wait + waiting + paused + delayed + prioritized,
      active: counts.active ?? 0,
      done: counts.completed ?? 0,
      failed: counts.failed ?? 0,
    };
  }

  /** Take a plan away, with its jobs; a chunk that is being drawn is drawn to its end. */
  public async remove(plan: string): Promise<void> {
    await this.redis.hdel(PLANS, plan);
    await this.queue(plan).obliterate({force: true});
    await this.queue(plan).close();
    this.queues.delete(plan);
  }

  public async close(): Promise<void> {
    for (const queue of this.queues.values()) await queue.close().catch(() => undefined);
    this.redis.disconnect();
  }
}
