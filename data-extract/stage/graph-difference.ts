import {makeNode} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {joinNeeds} from './attention-sizes.ts';
import type {Needs} from './attention-sizes.ts';
import {NO_EXTRAS} from './extras.ts';
import {IntegerConstants} from './integer-constants.ts';
import {ReadWhole} from './samples.ts';
import type {Sample} from './samples.ts';
import {joinAlike, precisionOf} from './stacks.ts';
import type {Stack} from './stacks.ts';
import {valueOf} from './stage-run.ts';
import type {StageContext, StageRun} from './stage-run.ts';

/** How far two tensors are apart, worked out in the graph: few numbers leave it. */
export interface GraphDifference extends Needs {
  /** @throws ReadWhole where some value is no number, or has no end. */
  read(run: Pick<StageRun, 'values'>): number;
}

/**
 * How far each tensor of a stack is from what nodes make anew for it: the largest
 * difference, relative to the largest of what was expected.
 *
 * @param of - Tells them from other differences.
 * @param made - Of 32 bits, with as many values as `expected`, in the same order.
 * @returns One for each tensor; they share what they read.
 */
export function stackDifferences(
  context: Pick<StageContext, 'map'>,
  of: string,
  made: Sample,
  expected: Stack,
): GraphDifference[] {
  const name = (part: string): string => `aim/difference/${of}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const count = expected.tensors.length;
  const shape = ints.add('shape', [count, 1, -1]);
  // Means and maxima over one axis that are written alike in all operator sets.
  const nodes: OnnxNode[] = [
    makeNode('Reshape', [made.output, shape], [name('made')]),
    makeNode('Reshape', [expected.output, shape], [name('expected')]),
    makeNode('Sub', [name('made'), name('expected')], [name('apart')]),
    makeNode('Abs', [name('apart')], [name('error')]),
    makeNode('GlobalMaxPool', [name('error')], [name('worst')]),
    // What is no number, or has no end, stays in the mean; of the largest it may get lost.
    makeNode('GlobalAveragePool', [name('error')], [name('mean')]),
    makeNode('Abs', [name('expected')], [name('size')]),
    makeNode('GlobalMaxPool', [name('size')], [name('largest')]),
    makeNode('Concat', ['worst', 'mean', 'largest'].map(name), [name('errors')], {
      axis: {i: 2},
    }),
  ];
  const needs = joinNeeds([
    {outputs: [], extras: made.extras},
    {outputs: [], extras: expected.extras},
    precisionOf(context, expected),
    {outputs: [name('errors')], extras: {...NO_EXTRAS, nodes, constants: ints.all}},
  ]);
  return expected.tensors.map((_, i) => ({
    ...needs,
    read(run) {
      const {data} = valueOf(run, name('errors'));
      const [worst, mean, largest] = [data[3 * i], data[3 * i + 1], data[3 * i + 2]];
      if (!Number.isFinite(mean + largest)) throw new ReadWhole(of);
      return largest === 0 ? worst : worst / largest;
    },
  }));
}

/**
 * The largest difference of each of several tensors from what nodes make anew for it, as
 * it is.
 *
 * @param of - Tells them from other differences.
 * @param made - Of 32 bits, one tensor behind the other along the first axis.
 * @param expected - The tensors, of the same shape.
 * @returns One for each; they share what they read.
 */
export function largestDifferences(
  of: string,
  made: Sample,
  expected: readonly Sample[],
): GraphDifference[] {
  const name = (part: string): string => `aim/difference/${of}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const own = joinAlike(expected);
  const nodes: OnnxNode[] = [
    makeNode('Sub', [made.output, own.output], [name('apart')]),
    makeNode(
      'Reshape',
      [name('apart'), ints.add('shape', [expected.length, 1, -1])],
      [name('each')],
    ),
    makeNode('Abs', [name('each')], [name('error')]),
    makeNode('GlobalMaxPool', [name('error')], [name('worst')]),
    makeNode('GlobalAveragePool', [name('error')], [name('mean')]),
    makeNode('Concat', ['worst', 'mean'].map(name), [name('errors')], {axis: {i: 2}}),
  ];
  const needs = joinNeeds([
    {outputs: [], extras: made.extras},
    {outputs: [], extras: own.extras},
    {outputs: [name('errors')], extras: {...NO_EXTRAS, nodes, constants: ints.all}},
  ]);
  return expected.map((_, i) => ({
    ...needs,
    read(run) {
      const {data} = valueOf(run, name('errors'));
      if (!Number.isFinite(data[2 * i + 1])) throw new ReadWhole(of);
      return data[2 * i];
    },
  }));
}
