import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';

import {withoutMark} from '../../../foundations/byte-order-mark.ts';
import {cacheFolder} from '../../../foundations/course-root.ts';
import type {ProjectFacts} from '../../stage/protocol.ts';
import type {VideoFormat} from './video-format.ts';
import {readFlags} from '../../command-line/flag.ts';
import type {Given} from '../../command-line/flag.ts';
import {text} from '../../command-line/flag-kinds.ts';
import {flagError, refuseOdd, sizeOf} from '../../command-line/flag-values.ts';
import type {Size} from '../../command-line/flag-values.ts';
import {FORMATS} from './formats.ts';
import {fpsOf, resolveOutput} from './output-options.ts';
import type {OutputOptions} from './output-options.ts';
import type {RenderFlags} from './given-flags.ts';
import {PICTURE} from './picture-flags.ts';
import {projectPlace} from './project-place.ts';
import type {ProjectPlace} from './project-place.ts';

/** Flags of `aim render` that a plain project takes alone. */
export const PROJECT_FLAGS = {
  project: text('file', 'A plain Motion Canvas project.ts instead of scenes'),
  variables: text('file', "JSON over the project's variables"),
};

const {transparent, fps, size} = PICTURE;

/** Flags of `aim render --project` as they were given. */
export type ProjectFlags = RenderFlags & Given<typeof PROJECT_FLAGS>;

/** Everything that a render of a plain project needs to know, resolved. */
export interface ProjectOptions extends OutputOptions {
  place: ProjectPlace;
  /** Over the project's own variables. */
  variables: Record<string, unknown>;
  /** Where they come from, as it was given. */
  variablesFile: string | null;
  /** The project says what they are where they were not given. */
  fps: number | undefined;
  size: Size | undefined;
  transparent: boolean;
}

/** Flags that speak of lessons, with their fields. */
const COURSE_ONLY = [
  ['--locale', 'locale'],
  ['--theme', 'theme'],
  ['--captions', 'captions'],
  ['--captures', 'captures'],
  ['--stale-ok', 'staleOk'],
] as const;

/**
 * Check the flags and fill in what they leave open.
 *
 * @param folder - What paths are relative to.
 * @param cpus - Processors of the machine.
 * @throws UserError that names the flag.
 */
export function resolveProjectOptions(
  flags: ProjectFlags,
  selectors: readonly string[],
  folder: string,
  cpus: number,
): ProjectOptions {
  const courseOnly = COURSE_ONLY.find(([, name]) => flags[name] !== undefined)?.[0];
  if (courseOnly !== undefined || selectors.length > 0) {
    throw flagError(
      `${courseOnly ? courseOnly : `"${selectors[0]}"`} cannot go with --project, ` +
        'which renders a whole project that knows no lessons.',
      'Leave it out; --variables sets what the project reads.',
    );
  }
  const output = resolveOutput(flags, cpus);
  const read = readFlags({...PROJECT_FLAGS, transparent, fps, size}, flags);
  if (read.transparent && !FORMATS[output.format].alpha) {
    throw flagError(
      `--transparent cannot go with --format ${output.format}, which is opaque.`,
      'Give --format webm, prores or png.',
    );
  }
  return {
    ...output,
    // Chunks are known by their content, so that projects can share the tool's cache.
    cache:
      flags.cache === undefined
        ? `${cacheFolder()}/chunks`
        : resolve(folder, output.cache),
    place: projectPlace(read.project ?? '', folder),
    variables: readVariables(read.variables, folder),
    variablesFile: read.variables ?? null,
    fps: read.fps,
    size: read.size,
    transparent: read.transparent,
  };
}

/**
 * The picture that a project's settings and the flags ask for.
 *
 * @throws UserError that names the flag.
 */
export function projectVideo(
  {settings}: ProjectFacts,
  {fps, size, format}: ProjectOptions,
): VideoFormat {
  const whole = {
    width: Math.round(settings.width * settings.scale),
    height: Math.round(settings.height * settings.scale),
  };
  const picked = sizeOf(size, whole, 'the project');
  refuseOdd(picked, format, FORMATS[format].even);
  return {...picked, fps: fpsOf(fps, settings.fps, 'the project', format)};
}

function readVariables(
  value: string | undefined,
  folder: string,
): Record<string, unknown> {
  if (value === undefined) return {};
  const path = resolve(folder, value);
  let json: string;
  try {
    json = readFileSync(path, 'utf8');
  } catch {
    throw flagError(`--variables ${value}: there is no such file.`, REMEDY);
  }
  try {
    const parsed: unknown = JSON.parse(withoutMark(json));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch (error) {
    throw flagError(
      `--variables ${value} is no JSON: ${(error as Error).message}`,
      REMEDY,
    );
  }
  throw flagError(`--variables ${value} holds no JSON object.`, REMEDY);
}

const REMEDY = 'Give a file with a JSON object, e.g. {"title": "Hello"}.';
