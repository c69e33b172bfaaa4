import {hashJson} from '../../../foundations/canonical-json.ts';
import type {OpenRequest, Opened, PlayedScene} from '../../stage/protocol.ts';
import type {SceneName} from '../../course/scene-files.ts';
import {planChunks} from './chunk-plan.ts';
import type {FrameRange} from './chunk-plan.ts';

import {CHUNK_FRAMES, KEY_FRAME_EVERY} from '../encode/chunk-length.ts';
import type {PlayOptions} from '../options/play-options.ts';

/** Something that is played from its beginning, with modules that nothing has played yet. */
export interface Play {
  /** For people, e.g. `09-self-attention/what-is-it en`. */
  name: string;
  /** For the report. */
  identity: {scene: string; locale?: string};
  /** What the stage is asked to play, of which this may be a part. */
  request: OpenRequest;
  /** What its pictures depend on besides the request. */
  inputs: PlayInputs;
  /** A failure of the page as an error about what is played. */
  explain(error: unknown): unknown;
}

/** Content hashes of what a picture depends on. */
export interface PlayInputs {
  /** Over the code that draws. */
  code: string;
  /** Over the script in the locale; empty where there is none. */
  script: string;
}

/** Where a part lies in what the stage plays. */
export interface PlayPart {
  /** Frames before it. */
  from: number;
  /** All scenes of what is played. */
  scenes: readonly PlayedScene[];
}

/** A play whose length is known, cut into chunks. */
export interface RenderUnit {
  play: Play;
  opened: Opened;
  part: PlayPart;
  /** Frames of it that are rendered. */
  frames: number;
  chunks: PlannedChunk[];
}

export interface PlannedChunk extends FrameRange {
  /** Content hash: the same key always means the same bytes. */
  key: string;
}

/** What the bytes of a chunk depend on besides its play and range. */
export interface ChunkTools {
  browser: {version: string; flags: readonly string[]};
  /** Version and arguments of the encoder. */
  encoder: readonly string[];
}

/** What the stage is asked to open for a scene in a language. */
export function openRequest(
  {id, lesson, scene}: SceneName,
  locale: string,
  options: Omit<PlayOptions, 'frameTimeout'>,
  sceneSize: {width: number; height: number},
): OpenRequest {
  const {width, height} = options;
  const scale = width / sceneSize.width;
  return {
    project: lesson,
    scenes: [scene],
    variables: {
      locale,
      theme: options.theme,
      captions: options.captions,
      ...(options.ground === 'none' ? {ground: 'none'} : {}),
      ...(options.stale?.has(id) ? {stale: 'stale'} : {}),
    },
    fps: options.fps,
    width: sceneSize.width,
    height: sceneSize.height,
    // Of a size that keeps the shape only nearly, the larger side is covered.
    scale: height === undefined ? scale : Math.max(scale, height / sceneSize.height),
    pixels: [Math.round(width), Math.round(height ?? sceneSize.height * scale)],
    background: null,
    colorSpace: 'srgb',
    skipUnchanged: true,
    checkGlyphs: options.lint !== true,
  };
}

/**
 * Cut a play into chunks and give each its key. Pure.
 *
 * @param wanted - The frames that are wanted; all of them by default.
 * @param part - Where the play lies in what the stage plays; it is the whole by default.
 */
export function planUnit(
  play: Play,
  opened: Opened,
  tools: ChunkTools,
  wanted: FrameRange = {from: 0, to: opened.frames},
  part: PlayPart = {from: 0, scenes: opened.scenes},
): RenderUnit {
  const {request, inputs} = play;
  const chunks = planChunks(opened.frames, CHUNK_FRAMES)
    .map(({from, to}) => ({
      from: Math.max(from, wanted.from),
      to: Math.min(to, wanted.to),
    }))
    .filter(({from, to}) => from < to)
    .map(range => ({
      ...range,
      key: hashJson({request, inputs, tools, range, keyFrameEvery: KEY_FRAME_EVERY}),
    }));
  return {play, opened, part, frames: framesIn(chunks), chunks};
}

/** Frames in ranges. */
export const framesIn = (ranges: readonly FrameRange[]): number =>
  ranges.reduce((sum, {from, to}) => sum + to - from, 0);
