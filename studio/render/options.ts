import {UserError} from '../../data-extract/user-error.ts';
import type {Course} from '../../data-extract/course.ts';
import type {SceneName} from '../scene-files.ts';
import {parseShard} from './shard.ts';
import type {Shard} from './shard.ts';

export type Preset = 'draft' | 'final';

/** Everything a render needs to know, resolved. */
export interface RenderOptions {
  scenes: readonly SceneName[];
  locales: readonly string[];
  theme: 'light' | 'dark';
  preset: Preset;
  /** `picture` draws captions into the frames; `track` leaves them to the caption track. */
  captions: 'picture' | 'track';
  fps: number;
  width: number;
  height: number;
  workers: number;
  /** Folder of the videos. */
  out: string;
  /** Folder of finished chunks. */
  cache: string;
  /** Ignore chunks of earlier renders. */
  force: boolean;
  /** Plan only. */
  dryRun: boolean;
  /** Draw this part of the chunks, and join nothing. */
  shard: Shard | null;
  /** Join what has been drawn, and draw nothing. */
  assemble: boolean;
  /** Bytes that the cache may hold. */
  cacheLimit: number;
  /** Seconds that one frame may take. */
  frameTimeout: number;
}

/** Flags of `aim render` as they come from the command line. */
export interface RenderFlags {
  locale?: string;
  theme?: string;
  preset?: string;
  captions?: string;
  fps?: unknown;
  size?: string;
  workers?: unknown;
  out?: string;
  cache?: string;
  force?: boolean;
  dryRun?: boolean;
  shard?: string;
  assemble?: boolean;
  cacheLimit?: unknown;
  frameTimeout?: unknown;
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
  const {width, height} = sizeOf(flags.size, course);
  return {
    scenes,
    locales:
      flags.locale === undefined
        ? course.locales
        : [oneOf('--locale', flags.locale, course.locales)],
    theme: oneOf('--theme', flags.theme ?? course.theme, ['light', 'dark'] as const),
    preset: oneOf('--preset', flags.preset ?? 'draft', ['draft', 'final'] as const),
    captions: oneOf('--captions', flags.captions ?? 'picture', [
      'picture',
      'track',
    ] as const),
    fps: wholeNumber('--fps', flags.fps ?? course.video.fps, 1, 240),
    width,
    height,
    workers: wholeNumber('--workers', flags.workers ?? defaultWorkers(cpus), 1, 64),
    out: flags.out ?? 'renders',
    cache: flags.cache ?? '.cache/chunks',
    force: flags.force ?? false,
    dryRun: flags.dryRun ?? false,
    shard: flags.shard === undefined ? null : parseShard(String(flags.shard)),
    assemble: flags.assemble ?? false,
    cacheLimit:
      wholeNumber('--cache-limit', flags.cacheLimit ?? 4096, 1, 2 ** 30) * 2 ** 20,
    frameTimeout: wholeNumber('--frame-timeout', flags.frameTimeout ?? 60, 1, 3600),
  };
}

/** Half the processors: drawing and encoding take one each. */
export const defaultWorkers = (cpus: number): number =>
  Math.min(8, Math.max(1, Math.floor(cpus / 2)));

function sizeOf(
  size: string | undefined,
  {video}: Course,
): {width: number; height: number} {
  if (size === undefined) return video;
  const match = /^(\d+)x(\d+)$/.exec(size);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || width % 2 === 1 || height % 2 === 1 || width < 16 || width > 7680) {
    throw new UserError(
      'flag',
      `--size ${size} is no size.`,
      'Give even numbers, e.g. 1280x720.',
    );
  }
  if (width * video.height !== height * video.width) {
    throw new UserError(
      'flag',
      `--size ${size} has another shape than the course's ${video.width}x${video.height}.`,
      'Keep the shape, e.g. 1280x720 or 3840x2160.',
    );
  }
  return {width, height};
}

function oneOf<T extends string>(flag: string, value: string, known: readonly T[]): T {
  const found = known.find(entry => entry === value);
  if (found !== undefined) return found;
  throw new UserError(
    'flag',
    `${flag} ${value} is unknown.`,
    `Give one of: ${known.join(', ')}.`,
  );
}

function wholeNumber(flag: string, value: unknown, low: number, high: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= low && number <= high) return number;
  throw new UserError(
    'flag',
    `${flag} ${String(value)} is not possible.`,
    `Give a whole number from ${low} to ${high}.`,
  );
}
