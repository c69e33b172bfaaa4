import {resolve} from 'node:path';

import {timed} from '../../foundations/timed.ts';
import {ownVersion, packageVersion} from '../../foundations/versions.ts';
import type {FoundPart} from '../setup/parts.ts';
import {assemble} from './assemble/assemble.ts';
import {refreshInputs} from './assemble/current-video.ts';
import type {Manifest, MissingText} from './assemble/manifest.ts';
import {bytesOf, videoFiles} from './assemble/video-files.ts';
import type {VideoFiles} from './assemble/video-files.ts';
import type {ChunkCache, ChunkRecord} from './draw/chunk-cache.ts';
import {chunksOf} from './draw/chunk-state.ts';
import type {OutputOptions} from './options/output-options.ts';
import {framesIn} from './plan/unit.ts';
import type {RenderUnit} from './plan/unit.ts';
import type {VideoIdentity, VideoPlan} from './plan/video-plan.ts';
import type {VideoWork} from './video-work.ts';

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

/** Chunks that are all there, and where they come from. */
export interface DrawnChunks {
  cache: ChunkCache;
  records: ReadonlyMap<string, ChunkRecord>;
  /** Keys of those that were there before. */
  reused: ReadonlySet<string>;
  /** Seconds that pages spent on each unit. */
  spent: ReadonlyMap<RenderUnit, number>;
}

/** Join chunks into videos; those that are what would be made stay as they are. */
export async function finishVideos(
  root: string,
  work: readonly VideoWork[],
  {cache, records, reused, spent}: DrawnChunks,
  output: OutputOptions,
  {chromium, ffmpeg}: {chromium: string; ffmpeg: FoundPart},
  signal: AbortSignal,
): Promise<RenderedVideo[]> {
  const versions = {
    'attention-in-motion': ownVersion(),
    '@motion-canvas/core': packageVersion('@motion-canvas/core'),
    chromium,
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
  return finished;
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
