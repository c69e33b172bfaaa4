import type {AttentionParts} from '../graph/model-map.ts';
import {DataType, makeNode} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import type {AttentionSizes} from './attention-sizes.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {IntegerConstants} from './integer-constants.ts';
import {remade} from './looked-at.ts';
import {chosenOf, gather, listOf, ofKeys, rowsAt, sizesList} from './samples.ts';
import type {Sample, SampledContext} from './samples.ts';
import {headsOf, valueOf} from './stage-run.ts';
import type {StageRun} from './stage-run.ts';
import {layoutOf, sampleTap} from './tap-samples.ts';

/** Which axes of values `[.., ..]` are those of heads, positions and entries. */
const TO_HEADS_FIRST: Readonly<Record<string, readonly number[]>> = {
  hsd: [0, 1, 2],
  hds: [0, 2, 1],
  shd: [1, 0, 2],
};

/** How values are turned to be weighed in the graph; `null` where they are not. */
function orderIn(
  {whole}: SampledContext,
  {value, context: made}: AttentionParts,
): readonly number[] | null {
  if (whole === null || !value || !made) return null;
  return TO_HEADS_FIRST[layoutOf(value.projected)] ?? null;
}

const sumsName = ({pattern}: AttentionParts): string => `aim/sums/${pattern}`;

/**
 * Values weighed with the rows of a pattern that are made again, `[head, query, entry]`,
 * in the graph: values are needed whole for that, and so do not leave it.
 *
 * @returns `null` where the values have to be read outside.
 */
export function weightedSums(
  context: SampledContext,
  site: AttentionParts,
): Sample | null {
  const {value, context: made, pattern} = site;
  const layout = value && layoutOf(value.projected);
  const perm = orderIn(context, site);
  if (!value || !made || !layout || !perm) return null;
  const of = sumsName(site);
  const name = (part: string): string => `${of}/${part}`;
  const ints = new IntegerConstants(of);
  const whose = ofKeys(site);
  const length = sizesList('length', whose);
  const picked = gather(pattern, listOf('remade', 'own'), -2);
  // As many numbers as the sums have: by heads and queries that is the size of a head.
  const expected = sampleTap({...context, whole: new Set()}, made, 'remade', 'own');
  const float = {to: {i: DataType.float}};
  const free = ints.add('free', [-1]);
  const axes: Readonly<Record<string, string>> = {
    h: free,
    s: length,
    d: name('size'),
  };
  const nodes: OnnxNode[] = [
    makeNode(
      'Reshape',
      [picked.output, sizesList('weights', whose)],
      [name('own_weights')],
    ),
    makeNode('Cast', [name('own_weights')], [name('weights')], float),
    makeNode('Shape', [name('weights')], [name('weights_shape')]),
    makeNode('Gather', [name('weights_shape'), ints.add('zero', [0])], [name('heads')]),
    makeNode('Size', [expected.output], [name('all')]),
    makeNode('Div', [name('all'), name('heads')], [name('per_head')]),
    makeNode('Div', [name('per_head'), sizesList('chosen-count', 'own')], [name('size')]),
    makeNode(
      'Concat',
      [...layout].map(axis => axes[axis]),
      [name('split')],
      {
        axis: {i: 0},
      },
    ),
    makeNode('Reshape', [value.projected.tensor, name('split')], [name('parts')]),
    makeNode('Cast', [name('parts')], [name('wide')], float),
    makeNode('Transpose', [name('wide')], [name('values')], {perm: {ints: [...perm]}}),
    makeNode('Shape', [name('values')], [name('values_shape')]),
    makeNode('Gather', [name('values_shape'), ints.add('first', [0])], [name('groups')]),
    makeNode('Concat', [name('groups'), free, length], [name('grouping')], {
      axis: {i: 0},
    }),
    makeNode('Reshape', [name('weights'), name('grouping')], [name('grouped')]),
    makeNode('MatMul', [name('grouped'), name('values')], [of]),
  ];
  const own = {nodes, constants: ints.all, types: []};
  const extras = joinExtras([picked.extras, expected.extras, {...NO_EXTRAS, ...own}]);
  return {output: of, extras};
}

/** The sums that {@link weightedSums} is about, from the graph or made here. */
export function sumsOf(
  run: StageRun,
  site: AttentionParts,
  sizes: AttentionSizes,
): Float32Array {
  if (orderIn(run, site)) return valueOf(run, sumsName(site)).data;
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
