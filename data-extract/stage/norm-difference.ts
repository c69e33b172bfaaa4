import type {NormSite} from '../graph/norm-site.ts';
import {DataType, makeNode, makeTensor} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {graphDifference, TO_FLOAT} from './graph-difference.ts';
import type {GraphDifference} from './graph-difference.ts';
import {IntegerConstants} from './integer-constants.ts';
import {remadeRows} from './samples.ts';

/**
 * How far a norm's output is from its input, normalised, with gain and bias, at the
 * positions that are made again. Means are products with ones: the axes of a reduction are
 * written otherwise in every other operator set.
 */
export function normDifference(
  {input, output, gain, bias, epsilon}: NormSite,
  kind: 'rms' | 'layer',
): GraphDifference {
  const of = `norm/${output}`;
  const name = (part: string): string => `aim/${of}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const [before, after] = [input, output].map(remadeRows);
  const small = makeTensor(name('epsilon'), [1], DataType.float, [epsilon]);
  const nodes: OnnxNode[] = [
    makeNode('Cast', [before.output], [name('x')], TO_FLOAT),
    makeNode('Shape', [name('x')], [name('shape')]),
    makeNode('Gather', [name('shape'), ints.add('last', [-1])], [name('width')]),
    makeNode('Cast', [name('width')], [name('count')], TO_FLOAT),
    makeNode('Concat', [name('width'), ints.add('one', [1])], [name('column')], {
      axis: {i: 0},
    }),
    makeNode('Reciprocal', [name('count')], [name('part')]),
    makeNode('Expand', [name('part'), name('column')], [name('parts')]),
    ...(kind === 'layer'
      ? [
          makeNode('MatMul', [name('x'), name('parts')], [name('mean')]),
          makeNode('Sub', [name('x'), name('mean')], [name('apart')]),
        ]
      : [makeNode('Identity', [name('x')], [name('apart')])]),
    makeNode('Mul', [name('apart'), name('apart')], [name('squares')]),
    makeNode('MatMul', [name('squares'), name('parts')], [name('square')]),
    makeNode('Add', [name('square'), small.name], [name('safe')]),
    makeNode('Sqrt', [name('safe')], [name('scale')]),
    makeNode('Div', [name('apart'), name('scale')], [name('normed')]),
    ...withParameter('Mul', name, 'normed', gain, 'gained'),
    ...withParameter('Add', name, 'gained', bias, 'made'),
  ];
  return graphDifference(
    of,
    name('made'),
    after.output,
    joinExtras([
      before.extras,
      after.extras,
      {...NO_EXTRAS, nodes, constants: [...ints.all, small]},
    ]),
  );
}

/** Multiply by a gain, or add a bias, where there is one. */
function withParameter(
  op: 'Mul' | 'Add',
  name: (part: string) => string,
  from: string,
  parameter: string | null,
  to: string,
): OnnxNode[] {
  if (parameter === null) return [makeNode('Identity', [name(from)], [name(to)])];
  return [
    makeNode('Cast', [parameter], [name(`${to}/by`)], TO_FLOAT),
    makeNode(op, [name(from), name(`${to}/by`)], [name(to)]),
  ];
}
