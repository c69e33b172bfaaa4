import {ChunkPage} from './chunk-page.ts';
import type {ChunkJob, PageWork} from './chunk-page.ts';
import type {ChunkRecord} from './chunk-cache.ts';

/** What drawing chunks needs. */
export interface ChunkWork extends PageWork {
  workers: number;
  /** @param seconds - How long it took. */
  onDone(job: ChunkJob, record: ChunkRecord, seconds: number): void;
}

/**
 * Draw chunks on several pages at once; each page takes the next one that waits.
 *
 * @throws The first failure; chunks that were done by then stay in the cache.
 */
export async function renderChunks(
  jobs: readonly ChunkJob[],
  work: ChunkWork,
): Promise<void> {
  const waiting = jobs.map((job, index) => ({job, index}));
  const failures: {error: unknown; index: number}[] = [];
  const stopped = (): boolean => failures.length > 0 || work.signal.aborted;

  const runWorker = async (): Promise<void> => {
    const page = new ChunkPage(work);
    let index = 0;
    try {
      for (let item = waiting.shift(); item && !stopped(); item = waiting.shift()) {
        index = item.index;
        const {record, seconds} = await page.draw(item.job);
        work.onDone(item.job, record, seconds);
      }
    } catch (error) {
      if (!work.signal.aborted) failures.push({error, index});
    } finally {
      await page.close();
    }
  };
  await Promise.all(Array.from({length: Math.min(work.workers, jobs.length)}, runWorker));
  // Whoever was faster, it is the first frame that fails which is named.
  const [first] = failures.sort((a, b) => a.index - b.index);
  if (first) throw first.error;
  work.signal.throwIfAborted();
}
