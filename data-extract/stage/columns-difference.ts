import {hashJson} from '../../foundations/canonical-json.ts';
import {makeNode} from '../graph/onnx.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import {stackDifferences} from './graph-difference.ts';
import type {GraphDifference} from './graph-difference.ts';
import {IntegerConstants} from './integer-constants.ts';
import type {ColumnSample} from './sample-columns.ts';
import {remadeRows} from './samples.ts';
import type {Sample} from './samples.ts';
import {alikeStack, shapedRows, stackOf} from './stacks.ts';
import type {Stack} from './stacks.ts';
import type {StageContext} from './stage-run.ts';

/**
 * How far these columns of what layers make are from their input times their weight, at the
 * positions that are made again.
 *
 * @param samples - The same columns of layers that have as many entries, all of them with a
 * bias or none.
 * @param input - Their rows at these positions, `[layer, position, entry]`.
 * @param first - What is taken first of what they make: of a layer that is not wide its
 * rows, which other checks want, too.
 * @param take - Takes these positions of what they make.
 */
export function columnsDifferences(
  context: Pick<StageContext, 'map'>,
  samples: readonly ColumnSample[],
  input: Sample,
  first: 'rows' | 'columns',
  take: (tensor: string) => Sample = remadeRows,
): GraphDifference[] {
  const of = `columns/${hashJson([samples.map(({product}) => product), input.output])}`;
  const name = (part: string): string => `aim/${of}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const columns = samples[0].count;
  const bare = (output: string): Sample => ({output, extras: NO_EXTRAS});
  const weights = stackOf(samples.map(({weight}) => bare(weight)));
  const biases = samples.flatMap(({bias}) => (bias === null ? [] : [bare(bias)]));
  const added = biases.length > 0 ? stackOf(biases) : null;
  const nodes = [
    makeNode(
      'Reshape',
      [weights.output, ints.add('matrices', [0, -1, columns])],
      [name('weights')],
    ),
    makeNode('MatMul', [input.output, name('weights')], [name('product')]),
    ...(added
      ? [
          makeNode(
            'Reshape',
            [added.output, ints.add('each', [0, 1, -1])],
            [name('bias')],
          ),
          makeNode('Add', [name('product'), name('bias')], [name('sum')]),
        ]
      : []),
  ];
  const extras = joinExtras([
    input.extras,
    ...samples.map(sample => sample.extras),
    weights.extras,
    added?.extras ?? NO_EXTRAS,
    {...NO_EXTRAS, nodes, constants: ints.all},
  ]);
  const made = {output: name(added ? 'sum' : 'product'), extras};
  return stackDifferences(
    context,
    of,
    made,
    productsOf(samples, {first, take}, name('expected')),
  );
}

/** These columns of what layers make, at the positions that are made again. */
function productsOf(
  samples: readonly ColumnSample[],
  {first, take}: {first: 'rows' | 'columns'; take: (tensor: string) => Sample},
  output: string,
): Stack {
  if (first === 'columns') {
    return alikeStack(samples.map(({product}) => take(product)));
  }
  const rows = samples.map(({whole}) => take(whole));
  const shaped = shapedRows(rows);
  const nodes = [
    makeNode('Gather', [shaped.output, samples[0].ids], [output], {axis: {i: 2}}),
  ];
  const extras = joinExtras([shaped.extras, {...NO_EXTRAS, nodes}]);
  return {output, tensors: rows.map(row => row.output), extras};
}
