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
import {joinAlike} from './stacks.ts';
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
  made: Sample;
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
  const [rest, count] = [ints.add('rest', [-1]), ints.add('count', [sites.length])];
  const length = sizesList('length', ofKeys(first));
  const size = axisSize(own.heads, 3);
  const split = axesOf(first.value.projected, {h: rest, s: length, d: size.output});
  const values = valuesOf(sites, [count, ...split], name);
  const groups = axisSize(values.output, 1);
  const patterns = joinAlike(
    sites.map(({pattern}) => gather(pattern, listOf('remade', 'own'), -2)),
  );
  const grouping = [count, groups.output, rest, length];
  const nodes: OnnxNode[] = [
    makeNode('Concat', grouping, [name('grouping')], {axis: {i: 0}}),
    makeNode('Reshape', [patterns.output, name('grouping')], [name('weights')]),
    makeNode('MatMul', [name('weights'), values.output], [name('sums')]),
    makeNode(
      'Reshape',
      [name('sums'), ints.add('each', [sites.length, -1])],
      [name('made')],
    ),
  ];
  const extras = joinExtras([
    ...[own, size, values, groups, patterns].map(part => part.extras),
    {...NO_EXTRAS, nodes, constants: ints.all},
  ]);
  return {made: {output: name('made'), extras}, own};
}

/** Values of each attention, `[attention, head, position, entry]`, of 32 bits. */
function valuesOf(
  sites: readonly AttentionParts[],
  split: readonly string[],
  name: (part: string) => string,
): Sample {
  const projected = sites.flatMap(({value}) => value?.projected ?? []);
  const joined = joinAlike(
    projected.map(({tensor}) => ({output: tensor, extras: NO_EXTRAS})),
  );
  const perm = toHeadsFirst(projected[0]) ?? [];
  const turned = perm.some((axis, i) => axis !== i);
  const nodes = [
    makeNode('Concat', [...split], [name('split')], {axis: {i: 0}}),
    makeNode('Reshape', [joined.output, name('split')], [name('parts')]),
    ...(turned
      ? [
          makeNode('Transpose', [name('parts')], [name('values')], {
            perm: {ints: [0, ...perm.map(axis => axis + 1)]},
          }),
        ]
      : []),
  ];
  return {
    output: name(turned ? 'values' : 'parts'),
    extras: joinExtras([joined.extras, {...NO_EXTRAS, nodes}]),
  };
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
