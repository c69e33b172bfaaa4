import {UserError} from '../../../foundations/user-error.ts';
import type {ChunkRecord} from './chunk-cache.ts';
import type {RenderUnit} from '../plan/unit.ts';

/**
 * Units in which a chunk does not begin as the one before it would have gone on. Their
 * pictures depend on how often something was drawn before: chunks that different pages
 * have drawn do not fit together. Pure.
 *
 * @param records - What is known of their chunks, by key.
 */
export function tornUnits(
  units: readonly RenderUnit[],
  records: ReadonlyMap<string, Pick<ChunkRecord, 'hashes' | 'next'>>,
): RenderUnit[] {
  return units.filter(({chunks}) =>
    chunks.some((chunk, i) => {
      const before = i > 0 && chunks[i - 1].to === chunk.from ? chunks[i - 1] : null;
      // A record may be older than this look ahead.
      const next = (before && records.get(before.key)?.next) ?? null;
      const begins = records.get(chunk.key)?.hashes[0];
      return next !== null && begins !== undefined && next !== begins;
    }),
  );
}

/** The error for units whose chunks cannot be drawn anew here. */
export function tornApart(units: readonly RenderUnit[]): UserError {
  const names = units.map(({play}) => play.name).join(', ');
  return new UserError(
    'torn',
    `${names}: pictures depend on how often they were drawn before, so that the chunks of different shards do not fit together.`,
    'Have signals say what is drawn, or render without --shard.',
  );
}
