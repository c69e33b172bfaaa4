import type {AttentionParts} from '../graph/model-map.ts';
import {relativeError} from '../numbers/relative-error.ts';
import {needsOf, patternSizes, sizesOf} from './attention-sizes.ts';
import type {Needs} from './attention-sizes.ts';
import type {Computed} from './computed.ts';
import {NO_EXTRAS} from './extras.ts';
import {chosenOf, rowsAt, sampleRows} from './samples.ts';
import type {SampledContext} from './samples.ts';
import type {StageRun} from './stage-run.ts';
import {sampleTap, tapRows} from './tap-samples.ts';
import {sumsOf, weightedSums} from './weighted-sums.ts';

/** What {@link contextError} reads besides the sizes. */
export function contextNeeds(context: SampledContext, site: AttentionParts): Needs {
  const sums = weightedSums(context, site);
  return needsOf([
    ...(sums ? [sums] : [sampleRows(context, site.pattern, 'looked')]),
    ...(site.value && !sums
      ? [{output: site.value.projected.tensor, extras: NO_EXTRAS}]
      : []),
    ...(site.context ? [sampleTap(context, site.context, 'remade', 'own')] : []),
  ]);
}

/**
 * The weighted sums of values of some queries, computed again from pattern and values;
 * largest deviation.
 */
export function contextError(run: StageRun, site: AttentionParts): number | null {
  const sizes = sizesOf(run, site);
  if (!sizes || !site.value || !site.context) return null;
  const {heads, queries, valueSize} = sizes;
  const sums = sumsOf(run, site, sizes);
  const {data: z} = tapRows(run, site.context, 'remade', 'own', queries, valueSize);
  const rows = chosenOf('remade', queries).length;
  const expected = new Float32Array(z.length);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let h = 0; h < heads; h++, at += valueSize) {
      expected.set(z.subarray(at, at + valueSize), (h * rows + i) * valueSize);
    }
  }
  return relativeError(sums, expected);
}

/** The rows of a pattern that are looked at, `[.., looked, key]`, of so many queries. */
export function lookedPattern(
  run: StageRun,
  site: AttentionParts,
): Computed & {queries: number} {
  const {queries} = patternSizes(run, site);
  const {data, shape} = rowsAt(run, site.pattern, 'looked');
  return {data, shape, queries};
}
