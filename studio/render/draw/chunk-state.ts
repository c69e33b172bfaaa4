import {UserError} from '../../../foundations/user-error.ts';
import type {ChunkCache, ChunkRecord} from './chunk-cache.ts';
import {log} from '../../command-line/output.ts';
import type {OutsideFiles, OutsideRead} from '../page/outside-files.ts';
import type {ChunkJob} from './render-chunks.ts';
import {shardOf} from '../options/shard.ts';
import type {Shard} from '../options/shard.ts';
import type {RenderUnit} from '../plan/unit.ts';

/** One chunk of the plan. */
export interface ChunkState {
  scene: string;
  /** Absent for a project, which has no languages. */
  locale?: string;
  /** Half-open range of frames. */
  from: number;
  to: number;
  key: string;
  state: 'cached' | 'missing';
}

/** Look up chunks in the cache: the records of those that are there, and the others. */
export async function missingChunks(
  units: readonly RenderUnit[],
  cache: ChunkCache,
  force: boolean,
  outside: OutsideFiles,
): Promise<{jobs: ChunkJob[]; records: Map<string, ChunkRecord>}> {
  const records = new Map<string, ChunkRecord>();
  const jobs: ChunkJob[] = [];
  for (const unit of units) {
    for (const chunk of unit.chunks) {
      const record = force ? null : await cache.read(chunk.key);
      if (record && (await isSame(record.reads, outside))) records.set(chunk.key, record);
      else jobs.push({unit, chunk});
    }
  }
  return {jobs, records};
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

/**
 * The jobs that fall to a shard. All chunks are divided, whether or not they have been
 * drawn: shards that start at different times see different ones missing.
 */
export function partOf(
  jobs: readonly ChunkJob[],
  units: readonly RenderUnit[],
  shard: Shard,
): ChunkJob[] {
  const items = units.flatMap(({chunks}) =>
    chunks.map(({key, from, to}) => ({key, cost: to - from})),
  );
  const mine = new Set(shardOf(items, shard).map(({key}) => key));
  return jobs.filter(({chunk}) => mine.has(chunk.key));
}

/** The plan, chunk by chunk. */
export function stateOf(
  units: readonly RenderUnit[],
  records: ReadonlyMap<string, ChunkRecord>,
): ChunkState[] {
  return units.flatMap(({play, chunks}) =>
    chunks.map(({from, to, key}) => ({
      ...play.identity,
      from,
      to,
      key,
      state: records.has(key) ? 'cached' : 'missing',
    })),
  );
}

/** @throws UserError that lists the chunks which have not been drawn. */
export function refuseGaps(
  units: readonly RenderUnit[],
  records: ReadonlyMap<string, ChunkRecord>,
): void {
  const missing = stateOf(units, records).filter(({state}) => state === 'missing');
  if (missing.length === 0) return;
  const places = missing.map(({scene, locale, from, to}) =>
    [scene, locale, `${from}-${to}`].filter(Boolean).join(' '),
  );
  throw new UserError(
    'chunks-missing',
    `${missing.length} chunks have not been drawn: ${places.join(', ')}.`,
    'Run the shards that lack, with the same flags, or render without --assemble.',
  );
}
