import type {NormSite} from '../graph/norm-site.ts';
import {DataType, makeNode, makeTensor} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {stackDifferences} from './graph-difference.ts';
import type {GraphDifference} from './graph-difference.ts';
import {IntegerConstants} from './integer-constants.ts';
import {remadeRows} from './samples.ts';
import type {Sample} from './samples.ts';
import {alikeStack, shapedRows, stackOf, TO_FLOAT} from './stacks.ts';
import type {StageContext} from './stage-run.ts';

/** Norms that are made again together: of one form, which all have what one has. */
export interface AlikeNorms {
  kind: 'rms' | 'layer';
  sites: readonly NormSite[];
}

/**
 * How far the outputs of norms are from their inputs, normalised, with gain and bias, at
 * the positions that are made again. Means are products with ones: the axes of a reduction
 * are written otherwise in every other operator set.
 */
export function normDifferences(
  context: Pick<StageContext, 'map'>,
  {kind, sites}: AlikeNorms,
): GraphDifference[] {
  const before = shapedRows(sites.map(({input}) => remadeRows(input)));
  const after = alikeStack(sites.map(({output}) => remadeRows(output)));
  const of = `norm/${after.output}`;
  const name = (part: string): string => `aim/${of}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const small = makeTensor(name('epsilon'), [1], DataType.float, [sites[0].epsilon]);
  const [gained, biased] = (['gain', 'bias'] as const).map(which =>
    sites.flatMap(site => site[which] ?? []),
  );
  const gain = withParameters('Mul', name('gained'), name('normed'), gained);
  const bias = withParameters('Add', name('made'), gain.output, biased);
  const nodes: OnnxNode[] = [
    makeNode('Shape', [before.output], [name('shape')]),
    makeNode('Gather', [name('shape'), ints.add('last', [-1])], [name('width')]),
    makeNode('Cast', [name('width')], [name('count')], TO_FLOAT),
    makeNode('Concat', [name('width'), ints.add('one', [1])], [name('column')], {
      axis: {i: 0},
    }),
    makeNode('Reciprocal', [name('count')], [name('part')]),
    makeNode('Expand', [name('part'), name('column')], [name('parts')]),
    ...(kind === 'layer'
      ? [
          makeNode('MatMul', [before.output, name('parts')], [name('mean')]),
          makeNode('Sub', [before.output, name('mean')], [name('apart')]),
        ]
      : [makeNode('Identity', [before.output], [name('apart')])]),
    makeNode('Mul', [name('apart'), name('apart')], [name('squares')]),
    makeNode('MatMul', [name('squares'), name('parts')], [name('square')]),
    makeNode('Add', [name('square'), small.name], [name('safe')]),
    makeNode('Sqrt', [name('safe')], [name('scale')]),
    makeNode('Div', [name('apart'), name('scale')], [name('normed')]),
  ];
  const own = {...NO_EXTRAS, nodes, constants: [...ints.all, small]};
  const extras = joinExtras([before.extras, own, gain.extras, bias.extras]);
  return stackDifferences(context, of, {output: bias.output, extras}, after);
}

/** Multiply each by its gain, or add its bias, where they have one. */
function withParameters(
  op: 'Mul' | 'Add',
  output: string,
  from: string,
  parameters: readonly string[],
): Sample {
  if (parameters.length === 0) return {output: from, extras: NO_EXTRAS};
  const stack = stackOf(parameters.map(tensor => ({output: tensor, extras: NO_EXTRAS})));
  const ints = new IntegerConstants(output);
  const nodes = [
    makeNode('Reshape', [stack.output, ints.add('each', [0, 1, -1])], [`${output}/by`]),
    makeNode(op, [from, `${output}/by`], [output]),
  ];
  return {
    output,
    extras: joinExtras([stack.extras, {...NO_EXTRAS, nodes, constants: ints.all}]),
  };
}
