import {relative} from 'node:path';

import type {Opened, PlayedScene} from '../../stage/protocol.ts';
import type {AudioTrack} from '../encode/audio.ts';
import type {VideoFormat} from '../options/video-format.ts';
import type {FrameRange} from './chunk-plan.ts';
import {frameRateFlag} from '../options/frame-rate.ts';
import {crfFlag} from '../options/output-options.ts';
import type {ProjectOptions} from '../options/project-options.ts';
import type {RenderUnit} from './unit.ts';
import {chaptersOf} from './video-plan.ts';
import type {VideoPlan} from './video-plan.ts';

/** What is known of a project once it has been opened. */
export interface OpenedProject {
  name: string;
  video: VideoFormat;
  alpha: boolean;
  opened: Opened;
  /** The frames that are wanted. */
  range: FrameRange;
  units: readonly RenderUnit[];
  audio: AudioTrack | null;
}

/**
 * The video of a project. Pure.
 *
 * @param root - What paths in its manifest are relative to.
 */
export function projectVideoPlan(
  {name, video, alpha, opened, range, units, audio}: OpenedProject,
  options: ProjectOptions,
  root: string,
): VideoPlan {
  const {out, preset, format, place, variablesFile, transparent} = options;
  const {fps, width, height} = video;
  const pieces = piecesOf(opened.scenes, range);
  return {
    identity: {project: name},
    base: `${out}/${name}`,
    fps,
    size: [width, height],
    units,
    alpha,
    audio,
    title: name,
    comment: '',
    language: 'und',
    chapters: pieces.length > 1 ? chaptersOf(pieces) : [],
    cues: null,
    inputs: null,
    captures: [],
    flags: {
      project: relative(root, place.file).replaceAll('\\', '/'),
      ...(variablesFile === null ? {} : {variables: variablesFile}),
      preset,
      format,
      fps: frameRateFlag(fps),
      size: `${width}x${height}`,
      ...crfFlag(options),
      ...(transparent ? {transparent} : {}),
    },
  };
}

/** What a range leaves of each scene. Pure. */
export function piecesOf(
  scenes: readonly PlayedScene[],
  range: FrameRange,
): {title: string; frames: number}[] {
  return scenes
    .map(({name, from, to}) => ({
      title: name,
      frames: Math.min(to, range.to) - Math.max(from, range.from),
    }))
    .filter(({frames}) => frames > 0);
}
