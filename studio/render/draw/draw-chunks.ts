import {timed} from '../../../foundations/timed.ts';
import type {ChunkCache, ChunkRecord} from './chunk-cache.ts';
import type {ChunkEncoder} from '../encode/encoder.ts';
import type {OutputOptions} from '../options/output-options.ts';
import {startProgress} from './progress.ts';
import {renderChunks} from './render-chunks.ts';
import type {ChunkJob} from './chunk-page.ts';
import type {ChunkWork} from './render-chunks.ts';
import type {RenderUnit} from '../plan/unit.ts';
import type {ReadyStage} from '../page/with-stage.ts';

/**
 * Draw chunks into the cache, show how far it is, and add their records.
 *
 * @param everyFrame - Draw all frames before a chunk too, on every page.
 * @returns Seconds that pages spent on each unit.
 */
export async function drawChunks(
  jobs: readonly ChunkJob[],
  records: Map<string, ChunkRecord>,
  {workers, frameTimeout}: OutputOptions,
  {openPage}: ReadyStage,
  encoder: ChunkEncoder,
  cache: ChunkCache,
  signal: AbortSignal,
  everyFrame = false,
): Promise<Map<RenderUnit, number>> {
  const spent = new Map<RenderUnit, number>();
  if (jobs.length === 0) return spent;
  const totals = new Map<string, number>();
  for (const {unit, chunk} of jobs) {
    const {name} = unit.play;
    totals.set(name, (totals.get(name) ?? 0) + chunk.to - chunk.from);
  }
  const progress = startProgress(totals);
  try {
    const work: ChunkWork = {
      workers,
      frameTimeout,
      everyFrame,
      openPage,
      encoder,
      cache,
      signal,
      onFrame: ({unit}) => progress.frame(unit.play.name),
      onDone({unit, chunk}, record, seconds) {
        records.set(chunk.key, record);
        spent.set(unit, (spent.get(unit) ?? 0) + seconds);
        progress.chunk(unit.play.name, chunk.to - chunk.from);
      },
    };
    await timed('draw', () => renderChunks(jobs, work));
  } finally {
    progress.stop();
  }
  return spent;
}
