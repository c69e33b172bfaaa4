import type {ChunkCache, ChunkRecord} from './chunk-cache.ts';
import type {ChunkEncoder} from './encoder.ts';
import {sceneError} from './open-unit.ts';
import type {StagePage} from './stage-page.ts';
import type {PlannedChunk, RenderUnit} from './unit.ts';

/** A chunk that has to be drawn. */
export interface ChunkJob {
  unit: RenderUnit;
  chunk: PlannedChunk;
}

/**
 * Draw chunks on several pages at once; each page takes the next one that waits.
 *
 * @param openPage - Opens a page of the stage; called once per worker.
 * @param onDone - Called after each chunk.
 * @returns Records of the chunks by key.
 * @throws The first failure; chunks that were done by then stay in the cache.
 */
export async function renderChunks(
  jobs: readonly ChunkJob[],
  workers: number,
  openPage: () => Promise<StagePage>,
  encoder: ChunkEncoder,
  cache: ChunkCache,
  onDone: (job: ChunkJob) => void,
): Promise<Map<string, ChunkRecord>> {
  const records = new Map<string, ChunkRecord>();
  const waiting = [...jobs];
  let failure: {error: unknown} | null = null;
  const work = async (): Promise<void> => {
    const page = await openPage();
    try {
      let open: RenderUnit | null = null;
      for (let job = waiting.shift(); job && !failure; job = waiting.shift()) {
        const {unit, chunk} = job;
        try {
          if (open !== unit) await page.call('open', unit.request);
          open = unit;
          const hashes = await encoder.encode(page, chunk, cache.partialPath(chunk.key));
          records.set(chunk.key, await cache.store(chunk.key, hashes));
          onDone(job);
        } catch (error) {
          await cache.discard(chunk.key);
          throw sceneError(error, unit.scene, unit.locale);
        }
      }
    } catch (error) {
      failure ??= {error};
    } finally {
      await page.close();
    }
  };
  await Promise.all(Array.from({length: Math.min(workers, jobs.length)}, work));
  if (failure) throw (failure as {error: unknown}).error;
  return records;
}
