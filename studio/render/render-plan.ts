import {resolve} from 'node:path';

import {ownVersion, packageVersion} from '../../foundations/versions.ts';
import {timed} from '../../foundations/timed.ts';
import type {FoundPart} from '../setup/parts.ts';
import {assemble} from './assemble/assemble.ts';
import {ChunkCache} from './draw/chunk-cache.ts';
import {
  chunksOf,
  missingChunks,
  refuseGaps,
  stateOf,
  wantedOf,
} from './draw/chunk-state.ts';
import type {ChunkState} from './plan/plan-document.ts';
import {drawChunks} from './draw/draw-chunks.ts';
import type {ChunkEncoder} from './encode/encoder.ts';
import {currentManifest, refreshInputs} from './assemble/current-video.ts';
import type {Manifest, MissingText} from './assemble/manifest.ts';
import type {OutputOptions} from './options/output-options.ts';
import {requireOwnVideo} from './assemble/own-video.ts';
import {tornApart, tornUnits} from './draw/seams.ts';
import {framesIn} from './plan/unit.ts';
import type {RenderUnit} from './plan/unit.ts';
import {writePlan} from './plan/write-plan.ts';
import {namesIn} from './store/names-in.ts';
import {openStore} from './store/open-store.ts';
import {bytesOf, videoFiles} from './assemble/video-files.ts';
import type {VideoFiles} from './assemble/video-files.ts';
import {videoKey} from './plan/video-plan.ts';
import type {VideoIdentity, VideoPlan} from './plan/video-plan.ts';
import type {ReadyStage} from './page/with-stage.ts';

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

/** One finished video. */
export interface RenderedVideo extends VideoIdentity, VideoFiles {
  frames: number;
  /** Frames that earlier renders had drawn. */
  reusedFrames: number;
  /** Length of the video. */
  seconds: number;
  /** Size of the video. */
  bytes: number;
  /** Seconds that pages spent drawing its frames. */
  drawnIn: number;
  /** Families of text that were taken from this machine. */
  machineFonts: string[];
  /** Characters that no font has: boxes are drawn in their place. */
  missing: MissingText[];
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
  const work: {plan: VideoPlan; key: string; current: Manifest | null}[] = [];
  for (const plan of [...videos, ...joined]) {
    const key = videoKey(plan, {format: output.format, preset: output.preset});
    const redo = output.force || onlyChunks;
    work.push({
      plan,
      key,
      current: redo
        ? null
        : await currentManifest(root, plan, key, output, stage.outside),
    });
  }
  const stale = work.filter(({current}) => current === null);
  // Before anything is drawn for hours.
  if (!onlyChunks) for (const {plan} of stale) await requireOwnVideo(root, plan, output);
  const units = [...new Set(stale.flatMap(({plan}) => plan.units))];

  const store = openStore(output.store);
  const folder = resolve(root, output.cache);
  const cache = new ChunkCache(folder, encoder.ending, looksOnly ? null : store);
  await cache.prepare();
  const tools = {browser: stage.browser, encoder: encoder.identity};
  const wanted = wantedOf(chunksOf(units), output, tools);
  const {outside} = stage;
  const {jobs, records} = await missingChunks(wanted, cache, output.force, outside);
  if (looksOnly) {
    const there = await namesIn(
      store,
      jobs.map(({chunk}) => `${chunk.key}.json`),
    );
    const chunks = stateOf(wanted, key => records.has(key) || there.has(`${key}.json`));
    const {planFile} = output;
    const plan = {videos: [...videos, ...joined], tools, chunks};
    if (planFile !== null) await writePlan(root, planFile, plan, output);
    return {chunks};
  }
  for (const key of records.keys()) await cache.share(key);
  const reused = new Set(records.keys());
  const mine = output.assemble ? [] : jobs;
  const spent = await drawChunks(mine, records, output, stage, encoder, cache, signal);
  if (onlyChunks) return {chunks: stateOf(wanted, key => records.has(key))};
  refuseGaps(units, records);
  const torn = tornUnits(units, records);
  if (torn.length > 0) {
    if (output.assemble) throw tornApart(torn);
    const again = chunksOf(torn);
    for (const {chunk} of again) reused.delete(chunk.key);
    // One page draws them all in order.
    const alone = {...output, workers: 1};
    const more = await drawChunks(
      again,
      records,
      alone,
      stage,
      encoder,
      cache,
      signal,
      true,
    );
    for (const [unit, seconds] of more) spent.set(unit, (spent.get(unit) ?? 0) + seconds);
  }

  const versions = {
    'attention-in-motion': ownVersion(),
    '@motion-canvas/core': packageVersion('@motion-canvas/core'),
    chromium: stage.browser.version,
    ffmpeg: ffmpeg.version,
  };
  const finished: RenderedVideo[] = [];
  for (const {plan, key, current} of work) {
    signal.throwIfAborted();
    const manifest = await timed('join', () =>
      current
        ? refreshInputs(root, plan, current, output)
        : assemble({root, plan, key, records, cache, output, versions, ffmpeg}),
    );
    const own = chunksOf(plan.units).map(({chunk}) => chunk);
    const drawn = current ? 0 : framesIn(own.filter(({key}) => !reused.has(key)));
    finished.push({
      ...(await report(root, plan, manifest, output)),
      reusedFrames: manifest.frames - drawn,
      drawnIn: plan.units.reduce((sum, unit) => sum + (spent.get(unit) ?? 0), 0),
    });
  }
  await cache.evict(output.cacheLimit, new Set(records.keys()));
  return {
    videos: finished.slice(0, videos.length),
    lessons: finished.slice(videos.length),
  };
}

async function report(
  root: string,
  plan: VideoPlan,
  {frames, seconds, machineFonts, missing}: Manifest,
  {format}: OutputOptions,
): Promise<Omit<RenderedVideo, 'reusedFrames' | 'drawnIn'>> {
  const files = videoFiles(plan.base, format, plan.cues !== null);
  const bytes = await bytesOf(resolve(root, files.file));
  return {...plan.identity, ...files, frames, seconds, bytes, machineFonts, missing};
}
