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
  /** Where chunks are shared with other machines; `null` for nowhere. */
  store: string | null;
  /** Ignore chunks of earlier renders. */
  force: boolean;
  /** Plan only. */
  dryRun: boolean;
  /** Draw this part of the chunks, and join nothing. */
  shard: Shard | null;
  /** Keys of the chunks to draw, joining nothing; empty for all. */
  chunks: readonly string[];
  /** File that the plan is written to, drawing nothing; `null` for none. */
  planFile: string | null;
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
  const {cacheLimit, chunk: chunks, ...given} = readFlags(OUTPUT_FLAGS, flags);
  const {plan: planFile = null, shard = null, store = null, ...read} = given;
  const {preset, format, assemble, force} = read;
  refuseTogether({
    '--assemble': assemble,
    '--shard': shard !== null,
    '--chunk': chunks.length > 0,
    '--plan': planFile !== null,
    '--force': force && assemble,
  });
  return {
    ...read,
    crf: crfOf(read.crf, preset, format),
    workers: read.workers ?? defaultWorkers(cpus),
    out: read.out ?? out,
    cache: read.cache ?? '.cache/chunks',
    ...{store, shard, chunks, planFile},
    cacheLimit: cacheLimit * 2 ** 20,
  };
}

/**
 * Refuse flags of which each says what is to be done, and another says otherwise.
 *
 * @param given - Whether each is given.
 * @throws UserError naming the first two.
 */
function refuseTogether(given: Readonly<Record<string, boolean>>): void {
  const [first, second] = Object.keys(given).filter(flag => given[flag]);
  if (second === undefined) return;
  throw flagError(
    `${first} cannot go with ${second}.`,
    'Plan, draw and assemble one after the other, each with its own command.',
  );
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
