import type {AttentionParts} from '../graph/model-map.ts';
import {makeNode} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import type {AttentionSizes} from './attention-sizes.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {IntegerConstants} from './integer-constants.ts';
import {remade} from './looked-at.ts';
import {axesOf, axisSize, headCount, remadeHeads, toHeadsFirst} from './remade-heads.ts';
import type {RemadeHeads} from './remade-heads.ts';
import {chosenOf, gather, listOf, ofKeys, rowsAt, sizesList} from './samples.ts';
import type {Sample, SampledContext} from './samples.ts';
import {alikeStack, TO_FLOAT} from './stacks.ts';
import type {Stack} from './stacks.ts';
import {headsOf, valueOf} from './stage-run.ts';
import type {StageRun} from './stage-run.ts';

/** Whether values are weighed in the graph. */
const areWeighedInGraph = (
  {whole}: SampledContext,
  {value, context: made}: AttentionParts,
): boolean =>
  whole !== null &&
  value !== null &&
  made !== null &&
  toHeadsFirst(value.projected) !== null;

/** Weighted sums as nodes make them, and as the model did. */
export interface WeightedSums {
  /** `[head, query, entry]` of each attention. */
  made: Stack;
  own: RemadeHeads;
}

/**
 * Values weighed with the rows of patterns that are made again, in the graph: values are
 * needed whole for that, and so do not leave it.
 *
 * @param sites - They lie alike.
 * @returns `null` where the values have to be read outside.
 */
export function weightedSums(
  context: SampledContext,
  sites: readonly AttentionParts[],
): WeightedSums | null {
  const [first] = sites;
  if (!first.value || !areWeighedInGraph(context, first)) return null;
  const contexts = sites.flatMap(site => site.context ?? []);
  const own = remadeHeads(contexts, 'own', {h: headCount(first), d: null});
  if (!own) return null;
  const name = (part: string): string => `aim/sums/${own.heads}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const rest = ints.add('rest', [-1]);
  const length = sizesList('length', ofKeys(first));
  const size = axisSize(own.heads, 3);
  const split = axesOf(first.value.projected, {h: rest, s: length, d: size.output});
  const values = sites.map(site => valuesOf(site, name('split')));
  const groups = axisSize(values[0].output, 0);
  const shapes: OnnxNode[] = [
    makeNode('Concat', split, [name('split')], {axis: {i: 0}}),
    makeNode('Concat', [groups.output, rest, length], [name('grouping')], {axis: {i: 0}}),
  ];
  const shared = joinExtras([
    ...[own, size, groups].map(({extras}) => extras),
    {...NO_EXTRAS, nodes: shapes, constants: ints.all},
  ]);
  const sums = sites.map(({pattern}, i) => {
    const picked = gather(pattern, listOf('remade', 'own'), -2);
    const of = (part: string): string =>
      `aim/sums/${pattern}/${values[i].output}/${part}`;
    const nodes: OnnxNode[] = [
      makeNode('Reshape', [picked.output, name('grouping')], [of('own')]),
      makeNode('Cast', [of('own')], [of('weights')], TO_FLOAT),
      makeNode('MatMul', [of('weights'), values[i].output], [of('sums')]),
    ];
    const extras = [picked.extras, values[i].extras, {...NO_EXTRAS, nodes}];
    return {output: of('sums'), extras: joinExtras(extras)};
  });
  const made = alikeStack(sums);
  return {made: {...made, extras: joinExtras([shared, made.extras])}, own};
}

/** Values `[head, position, entry]`, of 32 bits. */
function valuesOf({value}: AttentionParts, split: string): Sample {
  if (!value) throw new Error('there are no values to be weighed');
  const {projected} = value;
  const perm = toHeadsFirst(projected) ?? [];
  const name = (part: string): string =>
    `aim/values/${split}/${projected.tensor}/${part}`;
  const turned = perm.some((axis, i) => axis !== i);
  const nodes = [
    makeNode('Reshape', [projected.tensor, split], [name('parts')]),
    makeNode('Cast', [name('parts')], [name('wide')], TO_FLOAT),
    ...(turned
      ? [
          makeNode('Transpose', [name('wide')], [name('heads')], {
            perm: {ints: [...perm]},
          }),
        ]
      : []),
  ];
  return {output: name(turned ? 'heads' : 'wide'), extras: {...NO_EXTRAS, nodes}};
}

/** The sums that {@link weightedSums} is about, from the graph or made here. */
export function sumsOf(
  run: StageRun,
  site: AttentionParts,
  sizes: AttentionSizes,
): Float32Array {
  const made = weightedSums(run, [site]);
  if (made) return valueOf(run, made.made.output).data;
  const {heads, queries, keys, valueSize, keyHeads} = sizes;
  const {data: pattern} = rowsAt(run, site.pattern, 'looked');
  const looked = chosenOf('looked', queries).length;
  const rows = remade(looked);
  if (!site.value) throw new Error('there are no values to be weighed');
  const {data: v} = headsOf(run, site.value.projected, keys, valueSize);
  const sums = new Float32Array(heads * rows.length * valueSize);
  const own = new Float64Array(valueSize);
  for (let h = 0; h < heads; h++) {
    const first = Math.floor((h * keyHeads) / heads) * valueSize;
    for (let i = 0; i < rows.length; i++) {
      const weights = (h * looked + rows[i]) * keys;
      own.fill(0);
      for (let j = 0; j < keys; j++) {
        const weight = pattern[weights + j];
        // Half of a causal pattern.
        if (weight === 0) continue;
        const from = j * keyHeads * valueSize + first;
        for (let d = 0; d < valueSize; d++) own[d] += weight * v[from + d];
      }
      sums.set(own, (h * rows.length + i) * valueSize);
    }
  }
  return sums;
}
