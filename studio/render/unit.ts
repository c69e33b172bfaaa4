import {hashJson} from '../../data-extract/capture/canonical-json.ts';
import type {OpenRequest, Opened} from '../stage/protocol.ts';
import type {SceneName} from '../scene-files.ts';
import {planChunks} from './chunk-plan.ts';
import type {FrameRange} from './chunk-plan.ts';

import type {RenderOptions} from './options.ts';

/** Key frames come at this distance, in frames. */
export const KEY_FRAME_EVERY = 60;
/** Length of a chunk in frames. */
export const CHUNK_FRAMES = 240;

/** One video to be: a scene in a language. */
export interface RenderUnit {
  scene: SceneName;
  locale: string;
  request: OpenRequest;
  opened: Opened;
  chunks: PlannedChunk[];
}

export interface PlannedChunk extends FrameRange {
  /** Content hash: the same key always means the same bytes. */
  key: string;
}

/** What the pixels of a chunk depend on besides scene and range. */
export interface ChunkInputs {
  /** Hash over the code that draws. */
  code: string;
  /** Hash over the scene's script in the locale. */
  script: string;
  browser: {version: string; flags: readonly string[]};
  /** Version and arguments of the encoder. */
  encoder: readonly string[];
}

/** How a scene is played. */
export interface PlayOptions extends Pick<
  RenderOptions,
  'theme' | 'captions' | 'fps' | 'width' | 'frameTimeout'
> {
  /** `none` leaves the ground transparent. */
  ground?: 'theme' | 'none';
  /** Every drawing is looked at: skip none, and refuse no glyph. */
  lint?: boolean;
}

/** What the stage is asked to open for a scene in a language. */
export function openRequest(
  {lesson, scene}: SceneName,
  locale: string,
  options: Omit<PlayOptions, 'frameTimeout'>,
  sceneSize: {width: number; height: number},
): OpenRequest {
  return {
    project: lesson,
    scenes: [scene],
    variables: {
      locale,
      theme: options.theme,
      captions: options.captions,
      ...(options.ground === 'none' ? {ground: 'none'} : {}),
    },
    fps: options.fps,
    width: sceneSize.width,
    height: sceneSize.height,
    scale: options.width / sceneSize.width,
    background: null,
    skipUnchanged: options.lint !== true,
    checkGlyphs: options.lint !== true,
  };
}

/** Cut an opened scene into chunks and give each its key. Pure. */
export function planUnit(
  scene: SceneName,
  locale: string,
  request: OpenRequest,
  opened: Opened,
  inputs: ChunkInputs,
): RenderUnit {
  const chunks = planChunks(opened.frames, CHUNK_FRAMES).map(range => ({
    ...range,
    key: hashJson({
      scene: scene.id,
      request,
      inputs,
      range,
      keyFrameEvery: KEY_FRAME_EVERY,
    }),
  }));
  return {scene, locale, request, opened, chunks};
}
