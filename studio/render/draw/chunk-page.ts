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

/** What drawing chunks on a page needs. */
export interface PageWork {
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
}

/** How often a chunk is tried when its page or browser dies. */
const TRIES = 3;

/**
 * Draws chunks one after the other on a page that stays open. One that crashes, alone or
 * with its browser, is replaced, and its chunk drawn again.
 */
export class ChunkPage {
  private page: StagePage | null = null;
  private readonly abort = (): void => void this.drop();

  public constructor(private readonly work: PageWork) {
    work.signal.addEventListener('abort', this.abort);
  }

  /**
   * @returns The record of the chunk, which lies in the cache then, and how long it took.
   * @throws What is wrong with the scene, an input or the disk.
   */
  public async draw(job: ChunkJob): Promise<{record: ChunkRecord; seconds: number}> {
    const {cache, openPage, signal} = this.work;
    for (let tries = 1; ; tries++) {
      try {
        this.page ??= await openPage();
        const start = performance.now();
        const record = await drawOn(this.page, job, this.work);
        return {record, seconds: (performance.now() - start) / 1000};
      } catch (error) {
        await cache.discard(job.chunk.key);
        signal.throwIfAborted();
        if (isFinal(error) || tries === TRIES) throw job.unit.play.explain(error);
        await this.drop();
      }
    }
  }

  public async close(): Promise<void> {
    this.work.signal.removeEventListener('abort', this.abort);
    await this.drop();
  }

  private async drop(): Promise<void> {
    const last = this.page;
    this.page = null;
    await last?.close().catch(() => undefined);
  }
}

/** Whether trying again would fail again: the scene, an input or the disk is at fault. */
const isFinal = (error: unknown): boolean =>
  error instanceof StageError || error instanceof UserError || fileError(error) !== null;

async function drawOn(
  page: StagePage,
  job: ChunkJob,
  {encoder, cache, everyFrame, frameTimeout, onFrame}: PageWork,
): Promise<ChunkRecord> {
  const {unit, chunk} = job;
  const {play, part} = unit;
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
  return cache.store(chunk.key, {...drawn, reads: page.reads()});
}
