import type {Course} from '../../../data-extract/course/course.ts';
import type {SceneName} from '../../course/scene-files.ts';
import {flagError, oneOf, refuseOdd, sizeOf} from '../../command-line/flag-values.ts';
import {FORMATS} from './formats.ts';
import {readFlags} from '../../command-line/flag.ts';
import {givenOf, SCENE_FLAGS} from './given-flags.ts';
import {nameOfOthers} from '../../course/other-captures.ts';
import type {GivenFlags, RenderFlags} from './given-flags.ts';
import {fpsOf, resolveOutput} from './output-options.ts';
import type {OutputOptions} from './output-options.ts';

/** Everything that a render of scenes of the course needs to know, resolved. */
export interface RenderOptions extends OutputOptions {
  scenes: readonly SceneName[];
  locales: readonly string[];
  theme: 'light' | 'dark';
  /** `picture` draws captions into the frames; `track` leaves them to the caption track. */
  captions: 'picture' | 'track';
  /** `none` leaves the ground transparent. */
  ground: 'theme' | 'none';
  fps: number;
  width: number;
  height: number;
  /** Folder of captures that come before the course's own; `null` for none. */
  others: string | null;
  /** Whether `--preset final` takes captures that are stale. */
  staleOk: boolean;
  /** The flags that decide how frames look, as they were given. */
  given: GivenFlags;
}

/**
 * Check the flags and fill in what they leave open.
 *
 * @param cpus - Processors of the machine.
 * @throws UserError that names the flag.
 */
export function resolveOptions(
  flags: RenderFlags,
  scenes: readonly SceneName[],
  course: Course,
  cpus: number,
): RenderOptions {
  const read = readFlags(SCENE_FLAGS, flags);
  const {captures: others = null, locale, transparent} = read;
  const out = others === null ? 'renders' : `renders/with/${nameOfOthers(others)}`;
  const output = resolveOutput(flags, cpus, out);
  const {format} = output;
  const size = sizeOf(read.size, course.video, 'the course');
  refuseOdd(size, format, FORMATS[format].even);
  if (transparent && !FORMATS[format].alpha) {
    throw flagError(
      `--transparent cannot go with --format ${format}, which is opaque.`,
      'Give --format webm, prores or png.',
    );
  }
  return {
    ...output,
    scenes,
    locales:
      locale === undefined ? course.locales : [oneOf('--locale', locale, course.locales)],
    theme: read.theme ?? course.theme,
    captions: read.captions,
    ground: transparent ? 'none' : 'theme',
    fps: fpsOf(read.fps, course.video.fps, 'the course', format),
    ...size,
    others,
    staleOk: read.staleOk,
    given: givenOf(flags),
  };
}
