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

/** What draws chunks, and what is known of those that have been drawn. */
export interface Drawing extends Pick<OutputOptions, 'workers' | 'frameTimeout'> {
  openPage: ReadyStage['openPage'];
  encoder: ChunkEncoder;
  cache: ChunkCache;
  /** Of chunks by their keys; those that are drawn join them. */
  records: Map<string, ChunkRecord>;
  /** Whether all frames before a chunk are drawn too, on every page. */
  everyFrame: boolean;
  signal: AbortSignal;
}

/**
 * Draw chunks into the cache, show how far it is, and add their records.
 *
 * @returns Seconds that pages spent on each unit.
 */
export async function drawChunks(
  jobs: readonly ChunkJob[],
  {records, ...drawing}: Drawing,
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
      ...drawing,
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
