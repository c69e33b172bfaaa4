import type {AttentionParts} from '../graph/model-map.ts';
import {makeNode} from '../graph/onnx.ts';
import {relativeError} from '../numbers/relative-error.ts';
import {joinNeeds, needsOf, patternSizes, sizesOf} from './attention-sizes.ts';
import type {Needs} from './attention-sizes.ts';
import type {Computed} from './computed.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {graphDifference, TO_FLOAT} from './graph-difference.ts';
import type {GraphDifference} from './graph-difference.ts';
import {oncePerSite} from './once-per-site.ts';
import {headCount, remadeHeads} from './remade-heads.ts';
import {chosenOf, gather, listOf, rowsAt, sampleRows, remakesInGraph} from './samples.ts';
import type {SampledContext} from './samples.ts';
import type {StageRun} from './stage-run.ts';
import {sampleTap, tapRows} from './tap-samples.ts';
import {sumsOf, weightedSums} from './weighted-sums.ts';

/** How far the weighted sums are from those of the model, where the graph can tell it. */
const contextDifference = oncePerSite((context, site): GraphDifference | null => {
  if (!remakesInGraph(context)) return null;
  const sums = weightedSums(context, site);
  const made = site.context && remadeHeads(site.context, 'own', headCount(site));
  if (!sums || !made || !site.context) return null;
  const extras = joinExtras([sums.extras, made.extras]);
  const of = `context/${site.pattern}/${site.context.tensor}`;
  return graphDifference(of, sums.output, made.heads, extras);
});

/** What {@link contextError} reads besides the sizes. */
export function contextNeeds(context: SampledContext, site: AttentionParts): Needs {
  const difference = contextDifference(context, site);
  if (difference) return joinNeeds([difference]);
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
export function softmaxDifference(
  context: SampledContext,
  {softmax}: AttentionParts,
): GraphDifference | null {
  if (!softmax || !remakesInGraph(context)) return null;
  const of = `softmax/${softmax.input}/${softmax.output}`;
  const name = (part: string): string => `aim/${of}/${part}`;
  const [scores, result] = [softmax.input, softmax.output].map(tensor =>
    gather(tensor, listOf('looked', 'own'), -2),
  );
  const nodes = [
    makeNode('Cast', [scores.output], [name('wide')], TO_FLOAT),
    makeNode('Softmax', [name('wide')], [name('made')], {axis: {i: -1}}),
  ];
  const extras = joinExtras([scores.extras, result.extras, {...NO_EXTRAS, nodes}]);
  return graphDifference(of, name('made'), result.output, extras);
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
