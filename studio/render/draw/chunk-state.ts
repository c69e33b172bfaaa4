import {UserError} from '../../../foundations/user-error.ts';
import type {ChunkCache, ChunkRecord} from './chunk-cache.ts';
import {log} from '../../command-line/output.ts';
import type {OutsideFiles, OutsideRead} from '../page/outside-files.ts';
import type {ChunkJob} from './chunk-page.ts';
import {shardOf} from '../options/shard.ts';
import type {Shard} from '../options/shard.ts';
import type {ChunkState} from '../plan/plan-document.ts';
import type {ChunkTools, RenderUnit} from '../plan/unit.ts';

/** Look up chunks in the cache: the records of those that are there, and the others. */
export async function missingChunks(
  wanted: readonly ChunkJob[],
  cache: ChunkCache,
  force: boolean,
  outside: OutsideFiles,
): Promise<{jobs: ChunkJob[]; records: Map<string, ChunkRecord>}> {
  const records = new Map<string, ChunkRecord>();
  const jobs: ChunkJob[] = [];
  for (const job of wanted) {
    const {key} = job.chunk;
    const record = force ? null : await readSame(key, cache, outside);
    if (record !== null) records.set(key, record);
    else jobs.push(job);
  }
  return {jobs, records};
}

/** The record of a chunk that is whole, and still what would be drawn; else `null`. */
export async function readSame(
  key: string,
  cache: ChunkCache,
  outside: OutsideFiles,
): Promise<ChunkRecord | null> {
  const record = await cache.read(key);
  return record !== null && (await isSame(record.reads, outside)) ? record : null;
}

/**
 * Whether everything that was read from other hosts is still the same there. A key cannot
 * know it: what a play reads shows only when it is played.
 */
export async function isSame(
  reads: readonly OutsideRead[],
  outside: OutsideFiles,
): Promise<boolean> {
  for (const read of reads) {
    if (await outside.isSame(read)) continue;
    log.info(`${read.url} is not what it was, or cannot be read again: drawn anew.`);
    return false;
  }
  return true;
}

/** All chunks of units. */
export const chunksOf = (units: readonly RenderUnit[]): ChunkJob[] =>
  units.flatMap(unit => unit.chunks.map(chunk => ({unit, chunk})));

/**
 * The chunks that are asked for: those that fall to a shard, those with certain keys, or
 * all. For shards, all chunks are divided, whether or not they have been drawn: shards that
 * start at different times see different ones missing.
 *
 * @throws UserError naming a key that no chunk has.
 */
export function wantedOf(
  all: readonly ChunkJob[],
  {shard, chunks: keys}: {shard: Shard | null; chunks: readonly string[]},
  tools: ChunkTools,
): ChunkJob[] {
  if (shard !== null) {
    const items = all.map(({chunk: {key, from, to}}) => ({key, cost: to - from}));
    const mine = new Set(shardOf(items, shard).map(({key}) => key));
    return all.filter(({chunk}) => mine.has(chunk.key));
  }
  const known = new Set(all.map(({chunk}) => chunk.key));
  const unknown = keys.find(key => !known.has(key));
  if (unknown !== undefined) throw notInPlan(unknown, tools);
  return keys.length === 0 ? [...all] : all.filter(({chunk}) => keys.includes(chunk.key));
}

const notInPlan = (key: string, {browser, encoder}: ChunkTools): UserError =>
  new UserError(
    'chunk-unknown',
    `--chunk ${key}: no chunk of these scenes has that key here, with Chromium ${browser.version} and ${encoder.slice(0, 2).join(' ')}.`,
    'Give the other flags of the plan too, and let the machine have the same project, captures, browser and ffmpeg as the one that planned.',
  );

/** Chunks, and whether they are there. */
export const stateOf = (
  chunks: readonly ChunkJob[],
  isThere: (key: string) => boolean,
): ChunkState[] =>
  chunks.map(({unit: {play}, chunk: {from, to, key}}) => ({
    ...play.identity,
    ...{from, to, key},
    state: isThere(key) ? 'cached' : 'missing',
  }));

/** @throws UserError that lists the chunks which have not been drawn. */
export function refuseGaps(
  units: readonly RenderUnit[],
  records: ReadonlyMap<string, ChunkRecord>,
): void {
  const states = stateOf(chunksOf(units), key => records.has(key));
  const missing = states.filter(({state}) => state === 'missing');
  if (missing.length === 0) return;
  const places = missing.map(({scene, locale, from, to}) =>
    [scene, locale, `${from}-${to}`].filter(Boolean).join(' '),
  );
  throw new UserError(
    'chunks-missing',
    `${missing.length} chunks have not been drawn: ${places.join(', ')}.`,
    'Draw what lacks, with the same flags, or render without --assemble.',
  );
}
