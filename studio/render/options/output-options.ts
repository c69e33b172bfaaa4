import {flagError, wholeNumber} from '../../command-line/flag-values.ts';
import {readFlags} from '../../command-line/flag.ts';
import {FORMATS} from './formats.ts';
import type {FormatName, Preset} from './formats.ts';
import {OUTPUT_FLAGS} from './output-flags.ts';
import type {OutputFlags} from './output-flags.ts';
import {frameRate} from './picture-flags.ts';
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
  const {cacheLimit, shard = null, ...read} = readFlags(OUTPUT_FLAGS, flags);
  const {preset, format, assemble, force} = read;
  if (assemble && (shard !== null || force)) {
    throw flagError(
      `--assemble cannot go with ${shard === null ? '--force' : '--shard'}.`,
      'Draw the shards first, then give --assemble alone.',
    );
  }
  return {
    ...read,
    crf: crfOf(read.crf, preset, format),
    workers: read.workers ?? defaultWorkers(cpus),
    out: read.out ?? out,
    cache: read.cache ?? '.cache/chunks',
    shard,
    cacheLimit: cacheLimit * 2 ** 20,
  };
}

/** Half the processors: drawing and encoding take one each. */
export const defaultWorkers = (cpus: number): number =>
  Math.min(8, Math.max(1, Math.floor(cpus / 2)));

function crfOf(
  value: number | undefined,
  preset: Preset,
  format: FormatName,
): number | null {
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
 * @param given - What the flag says.
 * @param otherwise - Where it is not given.
 * @param of - Whose rate that is, for the message.
 * @throws UserError that names the flag, or whose rate is at fault.
 */
export function fpsOf(
  given: number | undefined,
  otherwise: number,
  of: string,
  format: FormatName,
): number {
  const fps = given ?? frameRate(`The frame rate of ${of},`, otherwise);
  if (format !== 'gif') return fps;
  if (given === undefined) return GIF_RATES.find(rate => rate <= fps) ?? 1;
  if (fps <= 50 && 100 % fps === 0) return fps;
  throw flagError(
    `--fps ${Number(fps.toFixed(3))} cannot go with --format gif, whose pictures last whole hundredths of seconds.`,
    'Give 10, 20, 25 or 50.',
  );
}
