import {UserError} from '../../../foundations/user-error.ts';
import {fileError} from '../../../foundations/files/file-error.ts';
import type {ChunkCache, ChunkRecord} from './chunk-cache.ts';
import type {ChunkEncoder} from '../encode/encoder.ts';
import {withFrameTimeout} from '../page/frame-timeout.ts';
import {PlayAgain, StageError} from '../page/call-stage.ts';
import type {StagePage} from '../page/stage-page.ts';
import type {PlannedChunk, RenderUnit} from '../plan/unit.ts';

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
  /** Draw all frames before a chunk too, on every page. */
  everyFrame: boolean;
  /** Seconds that one frame may take. */
  frameTimeout: number;
  /** Stops the work; chunks that are done stay in the cache. */
  signal: AbortSignal;
  /** Told of every frame that is begun. */
  onFrame(job: ChunkJob): void;
  /** @param seconds - How long it took. */
  onDone(job: ChunkJob, record: ChunkRecord, seconds: number): void;
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
  const waiting = jobs.map((job, index) => ({job, index, tries: 0}));
  const failures: {error: unknown; index: number}[] = [];
  const stopped = (): boolean => failures.length > 0 || work.signal.aborted;

  const runWorker = async (): Promise<void> => {
    let page: StagePage | null = null;
    let index = 0;
    const drop = async (): Promise<void> => {
      await page?.close().catch(() => undefined);
      page = null;
    };
    const abort = (): void => void drop();
    work.signal.addEventListener('abort', abort);
    try {
      for (let item = waiting.shift(); item && !stopped(); item = waiting.shift()) {
        const {unit, chunk} = item.job;
        index = item.index;
        try {
          page ??= await work.openPage();
          await renderOne(page, item.job, work);
        } catch (error) {
          await work.cache.discard(chunk.key);
          if (work.signal.aborted) break;
          if (isFinal(error) || ++item.tries >= TRIES) throw unit.play.explain(error);
          await drop();
          waiting.unshift(item);
        }
      }
    } catch (error) {
      failures.push({error, index});
    } finally {
      work.signal.removeEventListener('abort', abort);
      await drop();
    }
  };
  await Promise.all(Array.from({length: Math.min(work.workers, jobs.length)}, runWorker));
  // Whoever was faster, it is the first frame that fails which is named.
  const [first] = failures.sort((a, b) => a.index - b.index);
  if (first) throw first.error;
  work.signal.throwIfAborted();
}

/** Whether trying again would fail again: the scene, an input or the disk is at fault. */
const isFinal = (error: unknown): boolean =>
  error instanceof StageError || error instanceof UserError || fileError(error) !== null;

async function renderOne(
  page: StagePage,
  job: ChunkJob,
  {encoder, cache, everyFrame, frameTimeout, onFrame, onDone}: ChunkWork,
): Promise<void> {
  const {unit, chunk} = job;
  const {play, part} = unit;
  const start = performance.now();
  const drawn = await withFrameTimeout(page, play.name, frameTimeout, async () => {
    const {onFrame: reset} = page;
    page.onFrame = frame => {
      reset(frame);
      onFrame(job);
    };
    page.show(play.request, part.scenes, everyFrame);
    const range = {
      from: part.from + chunk.from,
      to: part.from + chunk.to,
      peek: unit.chunks.some(({from}) => from === chunk.to),
    };
    for (;;) {
      try {
        return await encoder.encode(page, range, cache.partialPath(chunk.key));
      } catch (error) {
        if (!(error instanceof PlayAgain)) throw error;
        await cache.discard(chunk.key);
        await page.again(error.everyFrame);
      }
    }
  });
  const record = await cache.store(chunk.key, {...drawn, reads: page.reads()});
  onDone(job, record, (performance.now() - start) / 1000);
}
