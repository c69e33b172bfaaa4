import {UserError} from '../../data-extract/user-error.ts';
import type {ChunkCache, ChunkRecord} from './chunk-cache.ts';
import type {ChunkEncoder} from './encoder.ts';
import {withFrameTimeout} from './frame-timeout.ts';
import {sceneError} from './open-unit.ts';
import {StageError} from './stage-page.ts';
import type {StagePage} from './stage-page.ts';
import type {PlannedChunk, RenderUnit} from './unit.ts';

/** A chunk that has to be drawn. */
export interface ChunkJob {
  unit: RenderUnit;
  chunk: PlannedChunk;
}

/** What drawing chunks needs. */
export interface ChunkWork {
  workers: number;
  /** Opens a page of the stage, in a new browser where the last one has died. */
  openPage(): Promise<StagePage>;
  encoder: ChunkEncoder;
  cache: ChunkCache;
  /** Seconds that one frame may take. */
  frameTimeout: number;
  /** Stops the work; chunks that are done stay in the cache. */
  signal: AbortSignal;
  /** Told of every frame that is begun. */
  onFrame(): void;
  onDone(job: ChunkJob, record: ChunkRecord): void;
}

/** How often a chunk is tried when its page or browser dies. */
const TRIES = 3;

/**
 * Draw chunks on several pages at once; each page takes the next one that waits. A page
 * or browser that crashes is replaced, and its chunk drawn again.
 *
 * @throws The first failure; chunks that were done by then stay in the cache.
 */
export async function renderChunks(
  jobs: readonly ChunkJob[],
  work: ChunkWork,
): Promise<void> {
  const waiting = jobs.map(job => ({job, tries: 0}));
  const failures: unknown[] = [];
  const stopped = (): boolean => failures.length > 0 || work.signal.aborted;

  const runWorker = async (): Promise<void> => {
    let page: StagePage | null = null;
    let open: RenderUnit | null = null;
    const drop = async (): Promise<void> => {
      await page?.close().catch(() => undefined);
      page = open = null;
    };
    const abort = (): void => void drop();
    work.signal.addEventListener('abort', abort);
    try {
      for (let item = waiting.shift(); item && !stopped(); item = waiting.shift()) {
        const {unit, chunk} = item.job;
        try {
          page ??= await work.openPage();
          await renderOne(page, open === unit, item.job, work);
          open = unit;
        } catch (error) {
          await work.cache.discard(chunk.key);
          if (work.signal.aborted) break;
          if (
            error instanceof StageError ||
            error instanceof UserError ||
            ++item.tries >= TRIES
          ) {
            throw sceneError(error, unit.scene, unit.locale);
          }
          await drop();
          waiting.unshift(item);
        }
      }
    } catch (error) {
      failures.push(error);
    } finally {
      work.signal.removeEventListener('abort', abort);
      await drop();
    }
  };
  await Promise.all(Array.from({length: Math.min(work.workers, jobs.length)}, runWorker));
  if (failures.length > 0) throw failures[0];
  work.signal.throwIfAborted();
}

async function renderOne(
  page: StagePage,
  isOpen: boolean,
  job: ChunkJob,
  {encoder, cache, frameTimeout, onFrame, onDone}: ChunkWork,
): Promise<void> {
  const {unit, chunk} = job;
  const hashes = await withFrameTimeout(
    page,
    `${unit.scene.id} (${unit.locale})`,
    frameTimeout,
    async () => {
      const {onFrame: reset} = page;
      page.onFrame = frame => {
        reset(frame);
        onFrame();
      };
      if (!isOpen) await page.call('open', unit.request);
      return encoder.encode(page, chunk, cache.partialPath(chunk.key));
    },
  );
  onDone(job, await cache.store(chunk.key, hashes));
}
