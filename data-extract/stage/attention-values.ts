import type {AttentionParts} from '../graph/model-map.ts';
import {hashJson} from '../../foundations/canonical-json.ts';
import {makeNode} from '../graph/onnx.ts';
import {relativeError} from '../numbers/relative-error.ts';
import {joinNeeds, needsOf, patternSizes, sizesOf} from './attention-sizes.ts';
import type {Needs} from './attention-sizes.ts';
import type {Computed} from './computed.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {largestDifferences, stackDifferences} from './graph-difference.ts';
import type {GraphDifference} from './graph-difference.ts';
import {oncePerGroup} from './once-per-site.ts';
import {chosenOf, gather, listOf, rowsAt, sampleRows, remakesInGraph} from './samples.ts';
import type {Sample, SampledContext} from './samples.ts';
import {joinAlike} from './stacks.ts';
import type {StageRun} from './stage-run.ts';
import {sampleTap, tapRows} from './tap-samples.ts';
import {sumsOf, weightedSums} from './weighted-sums.ts';

/** How far the weighted sums are from those of the model, where the graph can tell it. */
const contextDifference = oncePerGroup((context, sites): GraphDifference[] | null => {
  const sums = remakesInGraph(context) ? weightedSums(context, sites) : null;
  if (!sums) return null;
  const {made, own} = sums;
  const expected = {...own.stack, output: own.heads, extras: own.extras};
  return stackDifferences(context, `context/${own.heads}`, made, expected);
});

/** What {@link contextError} reads besides the sizes. */
export function contextNeeds(context: SampledContext, site: AttentionParts): Needs {
  const difference = contextDifference(context, site);
  if (difference) return joinNeeds([difference]);
  const sums = weightedSums(context, [site])?.made;
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
  const difference = contextDifference(run, site);
  if (difference) return difference.read(run);
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

/** How far the softmax of what goes into it is from what comes out, in rows looked at. */
export const softmaxDifference = oncePerGroup(
  (context, sites): GraphDifference[] | null => {
    const softmaxes = sites.flatMap(({softmax}) => softmax ?? []);
    if (!remakesInGraph(context) || softmaxes.length < sites.length) return null;
    const looked = (tensor: string): Sample =>
      gather(tensor, listOf('looked', 'own'), -2);
    const scores = joinAlike(softmaxes.map(({input}) => looked(input)));
    const of = `softmax/${hashJson(softmaxes)}`;
    const output = `aim/${of}`;
    const nodes = [makeNode('Softmax', [scores.output], [output], {axis: {i: -1}})];
    const extras = joinExtras([scores.extras, {...NO_EXTRAS, nodes}]);
    const expected = softmaxes.map(one => looked(one.output));
    return largestDifferences(of, {output, extras}, expected);
  },
);

/** The rows of a pattern that are looked at, `[.., looked, key]`, of so many queries. */
export function lookedPattern(
  run: StageRun,
  site: AttentionParts,
): Computed & {queries: number} {
  const {queries} = patternSizes(run, site);
  const {data, shape} = rowsAt(run, site.pattern, 'looked');
  return {data, shape, queries};
}
