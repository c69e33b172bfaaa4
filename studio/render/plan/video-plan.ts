import {hashJson} from '../../../foundations/canonical-json.ts';
import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import type {RenderInputs} from '../../freshness/render-inputs.ts';
import type {AudioTrack} from '../encode/audio.ts';
import type {Chapter} from '../encode/join-args.ts';
import type {CaptionCue} from './captions.ts';
import {secondsAt} from '../options/frame-rate.ts';
import type {RenderUnit} from './unit.ts';

/** What a video shows, for its manifest and for the report. */
export interface VideoIdentity {
  /** One of these four is there. */
  scene?: string;
  lesson?: string;
  course?: string;
  project?: string;
  locale?: string;
  theme?: string;
}

/** A capture whose values a video shows. */
export interface UsedCapture {
  capture: CaptureFile;
  sha256: string;
  /** What has changed since it was made, in words; empty where it is fresh. */
  stale: readonly string[];
}

/** A video to be: units one after another, and what belongs around them. */
export interface VideoPlan {
  identity: VideoIdentity;
  /** Path without ending; relative to the folder that renders are relative to. */
  base: string;
  fps: number;
  /** Width and height in pixels. */
  size: [number, number];
  units: readonly RenderUnit[];
  title: string;
  /** Where the values come from, for the container. */
  comment: string;
  /** ISO 639-2 code of captions and titles. */
  language: string;
  chapters: readonly Chapter[];
  /** In order of time; `null` for a video that has no captions. */
  cues: readonly CaptionCue[] | null;
  audio: AudioTrack | null;
  captures: readonly UsedCapture[];
  /** Whether its ground is transparent. */
  alpha: boolean;
  /** Flags of `aim render` that make this video again. */
  flags: Record<string, string | number | boolean>;
  /** What its frames depend on, part by part, for `aim status`. */
  inputs: RenderInputs | null;
}

/**
 * A hash over everything that decides the bytes of a video and of its captions.
 *
 * @param how - Format and tools of the join.
 */
export function videoKey(plan: VideoPlan, how: object): string {
  const {
    units,
    captures,
    audio,
    base: _base,
    flags: _flags,
    inputs: _inputs,
    ...rest
  } = plan;
  return hashJson({
    rest,
    how,
    chunks: units.flatMap(({chunks}) => chunks.map(({key}) => key)),
    captures: captures.map(({sha256, stale}) => [sha256, ...stale]),
    audio: audio && {
      sha256: audio.sha256,
      start: audio.start,
    },
  });
}

/** Captions of units that follow each other, in the time of the whole. */
export function joinCues(
  parts: readonly {name: string; frames: number; cues: readonly CaptionCue[]}[],
  fps: number,
): CaptionCue[] {
  let start = 0;
  return parts.flatMap(({name, frames, cues}) => {
    const offset = secondsAt(start, fps);
    start += frames;
    return cues.map(cue => ({
      ...cue,
      name: `${name}/${cue.name}`,
      seconds: offset + cue.seconds,
    }));
  });
}

/** Chapters of parts that follow each other. */
export function chaptersOf(parts: readonly {title: string; frames: number}[]): Chapter[] {
  let start = 0;
  return parts.map(({title, frames}) => {
    const from = start;
    start += frames;
    return {title, from, to: start};
  });
}
