import {hashJson} from '../../foundations/canonical-json.ts';
import type {Course} from '../../data-extract/course/course.ts';
import type {LessonInfo, LocaleScript} from '../../scenes/script/script.ts';
import {frameRateText} from '../render/options/frame-rate.ts';
import type {GivenFlags} from '../render/options/given-flags.ts';
import type {RenderOptions} from '../render/options/options.ts';
import {CHUNK_FRAMES} from '../render/encode/chunk-length.ts';
import {BROWSER_FLAGS} from '../setup/start-browser.ts';

/**
 * Everything that the frames of a video depend on, part by part, so that it can be said
 * which one has changed. Hashes are short: they tell contents apart and prove nothing.
 */
export interface RenderInputs {
  /** Flags that were given; what they leave open is as the course says. */
  given: GivenFlags;
  /** How the scene is played and encoded, in words. */
  settings: Record<string, string>;
  /** Hash of every source file that draws, by path relative to the course. */
  sources: Record<string, string>;
  /** Versions of the packages that draw. */
  packages: Record<string, string>;
  /** SHA-256 of the captures, by id; after {@link STALE} where they were stale. */
  captures: Record<string, string>;
  /** Hash of each part of the script in the video's language, e.g. `cue "split"`. */
  script: Record<string, string>;
  /** Versions of the browser and of ffmpeg. */
  tools: Record<string, string>;
}

/** Stands before the hash of a capture that was stale when it was drawn. */
export const STALE = 'stale ';

/**
 * The parts of a script that a video shows, or that are heard in it. Pure.
 *
 * @param recording - SHA-256 of its recording, where there is one.
 */
export function scriptInputs(
  {title, storyboard, words, cues, locale}: LocaleScript,
  lesson: LessonInfo,
  recording?: string,
): Record<string, string> {
  const parts: [string, unknown][] = [
    ['title', title.text],
    ['storyboard', storyboard],
    ['lesson', [lesson.number, lesson.title[locale]]],
    ...(recording === undefined ? [] : [['narration', recording] as [string, unknown]]),
    ...Object.entries(words).map(([name, {text}]): [string, unknown] => [
      `word "${name}"`,
      text,
    ]),
    ...cues.map(({name, caption, mark}): [string, unknown] => [
      `cue "${name}"`,
      mark === undefined ? caption : [caption, mark],
    ]),
  ];
  return Object.fromEntries(
    parts.map(([name, part]) => [name, hashJson(part).slice(0, 16)]),
  );
}

/**
 * How a video is played and encoded. Pure.
 *
 * @param encoder - Identity of the encoder, see `ChunkEncoder`.
 */
export function settingInputs(
  {theme, captions, ground, fps, width, height, preset, format}: RenderOptions,
  {video}: Course,
  [kind, , ...details]: readonly string[],
): Record<string, string> {
  return {
    theme,
    captions,
    ground,
    preset,
    format,
    fps: frameRateText(fps),
    size: `${width}x${height}`,
    'size of the course': `${video.width}x${video.height}`,
    encoder: [kind, ...details].join(' '),
    'browser flags': BROWSER_FLAGS.join(' '),
    chunks: `${CHUNK_FRAMES} frames`,
  };
}

/**
 * Versions of what draws and encodes; one that is not known is left out. Pure.
 *
 * @param encoder - Identity of the encoder, see `ChunkEncoder`.
 */
export function toolInputs(
  chromium: string,
  [, ffmpeg]: readonly string[],
): Record<string, string> {
  const tools = {chromium, ffmpeg};
  return Object.fromEntries(Object.entries(tools).filter(([, known]) => known !== ''));
}
