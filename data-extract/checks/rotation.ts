import type {AttentionParts} from '../graph/model-map.ts';
import {needsOf, sizesOf} from '../stage/attention-sizes.ts';
import type {Needs} from '../stage/attention-sizes.ts';
import {counted, lookedAt} from '../stage/looked-at.ts';
import {ofKeys} from '../stage/samples.ts';
import type {SampledContext} from '../stage/samples.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {entriesAt, sampleTap, tapRows} from '../stage/tap-samples.ts';
import {relativeError} from '../numbers/relative-error.ts';
import type {Check} from './part.ts';

/** Queries and keys before and after positions are turned in. */
export const turnedNeeds = (context: SampledContext, site: AttentionParts): Needs =>
  needsOf(
    (['query', 'key'] as const).flatMap(which => {
      const part = site[which];
      if (!part?.turned) return [];
      const whose = which === 'query' ? 'own' : ofKeys(site);
      return [part.projected, part.rotated].map(tap =>
        sampleTap(context, tap, 'looked', whose),
      );
    }),
  );

/**
 * Turning positions in changes directions, not lengths. Where keys are put together from
 * several layers, what one of them made is no key yet and has no length to be kept.
 */
export function rotationChecks(run: StageRun, site: AttentionParts): Check[] {
  const sizes = sizesOf(run, site);
  if (!sizes) return [];
  return (['query', 'key'] as const).flatMap(which => {
    const part = site[which];
    if (!part?.turned) return [];
    const taps = [part.projected, part.rotated];
    const [positions, whose] =
      which === 'query'
        ? ([sizes.queries, 'own'] as const)
        : ([sizes.keys, ofKeys(site)] as const);
    const [made, turned] = taps.map(tap =>
      entriesAt(run, tap, 'looked', whose, positions),
    );
    if (made !== turned) return [];
    const [before, after] = taps.map(
      tap => tapRows(run, tap, 'looked', whose, positions, sizes.size).data,
    );
    return [
      {
        name: 'turned q, k keep their lengths',
        error: turningError(before, after, sizes.size),
        rows: counted(lookedAt(positions), positions),
      },
    ];
  });
}

/**
 * How far `after` is from being `before`, turned. Entries that stay as they are take no
 * part (MLA and partly turned heads have some); the others may all be scaled by one number
 * (YaRN makes them longer), which is taken from the values.
 *
 * @param size - Entries of a head, the last axis.
 */
export function turningError(
  before: Float32Array,
  after: Float32Array,
  size: number,
): number {
  const turned = Array.from({length: size}, (_, entry) => entry).filter(entry => {
    for (let i = entry; i < before.length; i += size) {
      if (before[i] !== after[i]) return true;
    }
    return false;
  });
  const [own, made] = [before, after].map(data => lengths(data, size, turned));
  const scale = fittedScale(own, made);
  return relativeError(
    own.map(length => length * scale),
    made,
  );
}

/** The number that makes `a` most like `b`. */
function fittedScale(a: Float32Array, b: Float32Array): number {
  let [along, square] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    along += a[i] * b[i];
    square += a[i] * a[i];
  }
  return square === 0 ? 1 : along / square;
}

function lengths(
  data: Float32Array,
  size: number,
  entries: readonly number[],
): Float32Array {
  const all = new Float32Array(data.length / size);
  for (let row = 0; row < all.length; row++) {
    let square = 0;
    for (const entry of entries) square += data[row * size + entry] ** 2;
    all[row] = Math.sqrt(square);
  }
  return all;
}
