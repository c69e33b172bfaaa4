import {resolve} from 'node:path';

import type {FoundPart} from '../setup/parts.ts';
import {requireOwnVideo} from './assemble/own-video.ts';
import {ChunkCache} from './draw/chunk-cache.ts';
import type {ChunkRecord} from './draw/chunk-cache.ts';
import type {ChunkJob} from './draw/chunk-page.ts';
import {
  chunksOf,
  missingChunks,
  refuseGaps,
  stateOf,
  wantedOf,
} from './draw/chunk-state.ts';
import {drawChunks} from './draw/draw-chunks.ts';
import {mendSeams} from './draw/mend-seams.ts';
import {tornApart} from './draw/seams.ts';
import type {ChunkEncoder} from './encode/encoder.ts';
import {finishVideos} from './finish-videos.ts';
import type {RenderedVideo} from './finish-videos.ts';
import type {OutputOptions} from './options/output-options.ts';
import type {ReadyStage} from './page/with-stage.ts';
import type {ChunkState} from './plan/plan-document.ts';
import type {RenderUnit} from './plan/unit.ts';
import type {VideoPlan} from './plan/video-plan.ts';
import {writePlan} from './plan/write-plan.ts';
import {namesIn} from './store/names-in.ts';
import {openStore} from './store/open-store.ts';
import type {SharedStore} from './store/shared-store.ts';
import {unitsToMake, videoWork} from './video-work.ts';

export type {RenderedVideo} from './finish-videos.ts';

/** What a render is to bring about. */
export interface RenderPlan {
  encoder: ChunkEncoder;
  videos: readonly VideoPlan[];
  /** Videos made of the same chunks as `videos`. */
  joined: readonly VideoPlan[];
}

/** All that is drawn for a plan, each once: scenes, and cards that only joined videos show. */
export const unitsOf = ({videos, joined}: Omit<RenderPlan, 'encoder'>): RenderUnit[] => [
  ...new Set([...videos, ...joined].flatMap(({units}) => units)),
];

/** A plan with what can draw it. */
export interface PlannedRender {
  plan: RenderPlan;
  stage: ReadyStage;
  ffmpeg: FoundPart;
}

/** Videos; or the state of the chunks where only these were asked for. */
export type RenderOutcome =
  {videos: RenderedVideo[]; lessons: RenderedVideo[]} | {chunks: ChunkState[]};

/**
 * Draw the chunks of a plan that are missing, and join them into its videos.
 *
 * @param root - What the paths of the plan are relative to.
 * @param signal - Stops the render; what is drawn by then stays in the cache.
 */
export async function renderPlan(
  root: string,
  {encoder, videos, joined}: RenderPlan,
  output: OutputOptions,
  stage: ReadyStage,
  ffmpeg: FoundPart,
  signal: AbortSignal,
): Promise<RenderOutcome> {
  const looksOnly = output.dryRun || output.planFile !== null;
  const onlyChunks = looksOnly || output.shard !== null || output.chunks.length > 0;
  const all = [...videos, ...joined];
  const {outside, openPage} = stage;
  const redo = output.force || onlyChunks;
  const work = await videoWork(root, all, output, {redo, outside});
  // Before anything is drawn for hours.
  if (!onlyChunks) {
    for (const {plan, current} of work)
      if (current === null) await requireOwnVideo(root, plan, output);
  }
  const units = unitsToMake(work);
  const store = openStore(output.store);
  const folder = resolve(root, output.cache);
  const cache = new ChunkCache(folder, encoder.ending, looksOnly ? null : store);
  await cache.prepare();
  const tools = {browser: stage.browser, encoder: encoder.identity};
  const wanted = wantedOf(chunksOf(units), output, tools);
  const {jobs, records} = await missingChunks(wanted, cache, output.force, outside);
  if (looksOnly) {
    const chunks = await statesFound(wanted, {jobs, records}, store);
    const {planFile} = output;
    if (planFile !== null)
      await writePlan(root, planFile, {videos: all, tools, chunks}, output);
    return {chunks};
  }
  for (const key of records.keys()) await cache.share(key);
  const reused = new Set(records.keys());
  const {workers, frameTimeout} = output;
  const limits = {workers, frameTimeout, everyFrame: false};
  const drawing = {openPage, encoder, cache, records, signal, ...limits};
  const spent = await drawChunks(output.assemble ? [] : jobs, drawing);
  if (onlyChunks) return {chunks: stateOf(wanted, key => records.has(key))};
  refuseGaps(units, records);
  const mended = await mendSeams(units, drawing, output.assemble ? tornApart : null);
  for (const key of mended.keys) reused.delete(key);
  for (const [unit, seconds] of mended.spent)
    spent.set(unit, (spent.get(unit) ?? 0) + seconds);

  const drawn = {cache, records, reused, spent};
  const by = {chromium: stage.browser.version, ffmpeg};
  const finished = await finishVideos(root, work, drawn, output, by, signal);
  await cache.evict(output.cacheLimit, new Set(records.keys()));
  return {
    videos: finished.slice(0, videos.length),
    lessons: finished.slice(videos.length),
  };
}

/** Which chunks are there, here or in what machines share. */
async function statesFound(
  wanted: readonly ChunkJob[],
  {jobs, records}: {jobs: readonly ChunkJob[]; records: ReadonlyMap<string, ChunkRecord>},
  store: SharedStore | null,
): Promise<ChunkState[]> {
  const there = await namesIn(
    store,
    jobs.map(({chunk}) => `${chunk.key}.json`),
  );
  return stateOf(wanted, key => records.has(key) || there.has(`${key}.json`));
}
