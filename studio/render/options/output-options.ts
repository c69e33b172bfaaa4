import {flagError, folderOf, oneOf, wholeNumber} from '../../command-line/flag-values.ts';
import {FORMAT_NAMES, FORMATS} from './formats.ts';
import type {FormatName, Preset} from './formats.ts';
import {parseFrameRate} from './frame-rate.ts';
import {parseShard} from './shard.ts';
import type {Shard} from './shard.ts';

/** How pictures become files, whatever they show. */
export interface OutputOptions {
  preset: Preset;
  format: FormatName;
  /** Constant rate factor; `null` where the encoder takes none. */
  crf: number | null;
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

/** Flags of {@link OutputOptions} as they come from the command line. */
export interface OutputFlags {
  preset?: unknown;
  format?: unknown;
  crf?: unknown;
  workers?: unknown;
  out?: unknown;
  cache?: unknown;
  force?: boolean;
  dryRun?: boolean;
  shard?: unknown;
  assemble?: boolean;
  cacheLimit?: unknown;
  frameTimeout?: unknown;
}

/** Frames per second that a GIF, whose clock counts hundredths of seconds, has by default. */
const GIF_RATES = [25, 20, 10, 5, 4, 2, 1];

/**
 * Check the flags and fill in what they leave open.
 *
 * @param cpus - Processors of the machine.
 * @param out - Folder of the videos where the flags name none.
 * @throws UserError that names the flag.
 */
export function resolveOutput(
  flags: OutputFlags,
  cpus: number,
  out = 'renders',
): OutputOptions {
  const preset = oneOf('--preset', flags.preset ?? 'draft', ['draft', 'final'] as const);
  const format = oneOf('--format', flags.format ?? 'mp4', FORMAT_NAMES);
  const {shard, assemble = false, dryRun = false} = flags;
  if (assemble && (shard !== undefined || flags.force)) {
    throw flagError(
      `--assemble cannot go with ${shard === undefined ? '--force' : '--shard'}.`,
      'Draw the shards first, then give --assemble alone.',
    );
  }
  return {
    preset,
    format,
    crf: crfOf(flags.crf, preset, format),
    workers: wholeNumber('--workers', flags.workers ?? defaultWorkers(cpus), 1, 64),
    out: folderOf('--out', flags.out, out),
    cache: folderOf('--cache', flags.cache, '.cache/chunks'),
    force: flags.force ?? false,
    dryRun,
    shard: shard === undefined ? null : parseShard(String(shard)),
    assemble,
    cacheLimit:
      wholeNumber('--cache-limit', flags.cacheLimit ?? 4096, 1, 2 ** 30) * 2 ** 20,
    frameTimeout: wholeNumber('--frame-timeout', flags.frameTimeout ?? 60, 1, 3600),
  };
}

/** Half the processors: drawing and encoding take one each. */
export const defaultWorkers = (cpus: number): number =>
  Math.min(8, Math.max(1, Math.floor(cpus / 2)));

function crfOf(value: unknown, preset: Preset, format: FormatName): number | null {
  const {crf} = FORMATS[format];
  if (value === undefined) return crf?.default[preset] ?? null;
  if (crf === null) {
    throw flagError(
      `--crf cannot go with --format ${format}, which has no such factor.`,
      'Leave it out, or give --format mp4 or webm.',
    );
  }
  return wholeNumber('--crf', value, crf.low, crf.high);
}

/** The `--crf` that a manifest names: none where the encoder takes none. */
export const crfFlag = ({crf}: Pick<OutputOptions, 'crf'>): {crf?: number} =>
  crf === null ? {} : {crf};

/**
 * Frames per second.
 *
 * @param value - The flag.
 * @param otherwise - Where it is not given.
 * @param of - Whose rate that is, for the message.
 * @throws UserError that names the flag, or whose rate is at fault.
 */
export function fpsOf(
  value: unknown,
  otherwise: number,
  of: string,
  format: FormatName,
): number {
  const name = value === undefined ? `The frame rate of ${of},` : '--fps';
  const text = String(value ?? otherwise);
  const fps = parseFrameRate(text);
  if (fps === null || fps < 1 || fps > 240) {
    throw flagError(
      `${name} ${text}${value === undefined ? ',' : ''} is not possible.`,
      'Give 1 to 240 frames per second, e.g. 30, 29.97, 12.5 or 30000/1001.',
    );
  }
  if (format !== 'gif') return fps;
  if (value === undefined) return GIF_RATES.find(rate => rate <= fps) ?? 1;
  if (fps <= 50 && 100 % fps === 0) return fps;
  throw flagError(
    `--fps ${text} cannot go with --format gif, whose pictures last whole hundredths of seconds.`,
    'Give 10, 20, 25 or 50.',
  );
}
