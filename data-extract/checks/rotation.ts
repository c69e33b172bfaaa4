import type {AttentionParts} from '../graph/model-map.ts';
import {sizesOf} from '../stage/attention-values.ts';
import {counted, lookedAt} from '../stage/looked-at.ts';
import {headsOf, valueOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {relativeError} from './invariants.ts';
import type {Check} from './part.ts';

/** Tensors with queries and keys before and after positions are turned in. */
export const turnedTensors = ({query, key}: AttentionParts): string[] =>
  [query, key].flatMap(part =>
    part?.turned ? [part.projected.tensor, part.rotated.tensor] : [],
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
    const [made, turned] = taps.map(({tensor}) => valueOf(run, tensor).data.length);
    if (made !== turned) return [];
    const positions = which === 'query' ? sizes.queries : sizes.keys;
    const looked = lookedAt(positions);
    const [before, after] = taps.map(
      tap => headsOf(run, tap, positions, sizes.size, looked).data,
    );
    return [
      {
        name: 'turned q, k keep their lengths',
        error: turningError(before, after, sizes.size),
        rows: counted(looked, positions),
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
  return relativeError(i => own[i] * scale, made);
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
  return Float32Array.from({length: data.length / size}, (_, row) =>
    Math.sqrt(entries.reduce((sum, entry) => sum + data[row * size + entry] ** 2, 0)),
  );
}
