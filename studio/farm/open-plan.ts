import {resolve} from 'node:path';

import {UserError} from '../../foundations/user-error.ts';
import {ChunkCache} from '../render/draw/chunk-cache.ts';
import {ChunkPage} from '../render/draw/chunk-page.ts';
import type {ChunkJob} from '../render/draw/chunk-page.ts';
import {chunksOf, readSame} from '../render/draw/chunk-state.ts';
import {playOf} from '../render/plan/plan-document.ts';
import type {FlagValues} from '../render/plan/plan-document.ts';
import {unitsOf} from '../render/render-plan.ts';
import {withSelected} from '../render/render-selected.ts';
import type {SelectedRender} from '../render/render-selected.ts';
import {openStore} from '../render/store/open-store.ts';
import {otherPlays} from './differences.ts';
import {heldOpen} from './held-open.ts';
import type {HeldOpen} from './held-open.ts';
import type {ChunkPlan} from './plan-board.ts';
import type {FarmDone} from './plan-queue.ts';
import {requireMark} from './store-mark.ts';

/** A plan whose jobs can be done here. */
export interface DrawablePlan {
  /**
   * Draw a chunk, or make a capture, unless it is there, and store it.
   *
   * @param onFrame - Told of every frame that is begun.
   */
  draw(key: string, onFrame: () => void): Promise<FarmDone>;
}

/** Where a worker keeps chunks. */
export interface WorkerPlaces {
  store: string | null;
  cache: string | null;
}

/**
 * Open the plan of a render: bundle, and whatever else all its chunks have in common.
 *
 * @throws UserError where the project of this machine, or the store, is another.
 */
export function openPlan(
  plan: ChunkPlan,
  {store: ownStore, cache}: WorkerPlaces,
  signal: AbortSignal,
): Promise<HeldOpen<DrawablePlan>> {
  const {frameTimeout, store, scenes} = plan;
  const address = ownStore ?? store.address;
  const flags = {
    ...camelCased(plan.flags),
    ...{frameTimeout, store: address, ...(cache === null ? {} : {cache})},
  };
  return heldOpen(async use => {
    const shared = openStore(address);
    if (shared !== null) await requireMark(shared, store);
    await withSelected(scenes, flags, async selected => {
      const units = unitsOf(selected.plan);
      const others = otherPlays(plan.plays, units.map(playOf));
      if (others.length > 0) throw otherProject(others);
      const drawing = new PlanDrawing(selected, signal);
      await drawing.prepare();
      try {
        await use(drawing);
      } finally {
        await drawing.close();
      }
    });
  });
}

/** How many differences are named. */
const NAMED = 3;

function otherProject(others: readonly string[]): UserError {
  const more = others.length > NAMED ? `, and ${others.length - NAMED} more` : '';
  return new UserError(
    'farm-refused',
    `The project of this machine is not that of the plan. Other than there: ${others.slice(0, NAMED).join('; ')}${more}.`,
    'Check out the same version, with the same captures, and start the worker again.',
  );
}

class PlanDrawing implements DrawablePlan {
  private readonly chunks: ReadonlyMap<string, ChunkJob>;
  private readonly cache: ChunkCache;
  private readonly idle: ChunkPage[] = [];
  private readonly onFrames = new Map<string, () => void>();

  public constructor(
    private readonly selected: SelectedRender,
    private readonly signal: AbortSignal,
  ) {
    const {root, options, plan} = selected;
    const units = unitsOf(plan);
    this.chunks = new Map(chunksOf(units).map(job => [job.chunk.key, job]));
    const shared = openStore(options.store);
    this.cache = new ChunkCache(
      resolve(root, options.cache),
      plan.encoder.ending,
      shared,
    );
  }

  public prepare(): Promise<void> {
    return this.cache.prepare();
  }

  public async draw(key: string, onFrame: () => void): Promise<FarmDone> {
    const job = this.chunks.get(key);
    if (job === undefined) throw otherProject([`no chunk has the key ${key}`]);
    const frames = job.chunk.to - job.chunk.from;
    if ((await readSame(key, this.cache, this.selected.stage.outside)) !== null) {
      await this.cache.share(key);
      return {frames, seconds: 0};
    }
    this.onFrames.set(key, onFrame);
    const page = this.idle.pop() ?? this.newPage();
    try {
      const {seconds} = await page.draw(job);
      return {frames, seconds};
    } finally {
      this.idle.push(page);
      this.onFrames.delete(key);
    }
  }

  public async close(): Promise<void> {
    for (const page of this.idle) await page.close();
  }

  private newPage(): ChunkPage {
    const {stage, plan, options} = this.selected;
    return new ChunkPage({
      openPage: () => stage.openPage(),
      encoder: plan.encoder,
      cache: this.cache,
      everyFrame: false,
      frameTimeout: options.frameTimeout,
      signal: this.signal,
      onFrame: ({chunk}) => this.onFrames.get(chunk.key)?.(),
    });
  }
}

const camelCased = (flags: FlagValues): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(flags).map(([name, value]) => [
      name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
