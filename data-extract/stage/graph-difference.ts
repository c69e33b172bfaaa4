import {DataType, makeNode} from '../graph/onnx.ts';
import type {OnnxNode} from '../graph/onnx.ts';
import {joinExtras, NO_EXTRAS} from './extras.ts';
import type {Extras} from './extras.ts';
import {IntegerConstants} from './integer-constants.ts';
import {ReadWhole} from './samples.ts';
import {valueOf} from './stage-run.ts';
import type {StageRun} from './stage-run.ts';

/** How far two tensors are apart, worked out in the graph: few numbers leave it. */
export interface GraphDifference {
  outputs: string[];
  extras: Extras;
  /**
   * The largest difference, relative to the largest of what was expected.
   *
   * @throws ReadWhole where some value is no number, or has no end.
   */
  read(run: Pick<StageRun, 'values'>): number;
  /** The largest difference itself. */
  readLargest(run: Pick<StageRun, 'values'>): number;
}

/** Attributes of a Cast to 32 bits. */
export const TO_FLOAT = {to: {i: DataType.float}};

/**
 * The difference of a tensor that nodes make anew from one that the model made.
 *
 * @param of - Tells it from other differences.
 * @param made - Of 32 bits, with as many values as `expected`, in the same order.
 * @param expected - Of the precision of the model's arithmetic.
 * @param extras - What makes both.
 */
export function graphDifference(
  of: string,
  made: string,
  expected: string,
  extras: Extras,
): GraphDifference {
  const name = (part: string): string => `aim/difference/${of}/${part}`;
  const ints = new IntegerConstants(name('ints'));
  const flat = ints.add('flat', [-1]);
  const whole = {keepdims: {i: 1}};
  const nodes: OnnxNode[] = [
    makeNode('Reshape', [made, flat], [name('made')]),
    makeNode('Reshape', [expected, flat], [name('expected')]),
    makeNode('Cast', [name('expected')], [name('wide')], TO_FLOAT),
    makeNode('Sub', [name('made'), name('wide')], [name('apart')]),
    makeNode('Abs', [name('apart')], [name('error')]),
    makeNode('ReduceMax', [name('error')], [name('worst')], whole),
    // What is no number, or has no end, stays in the mean; of the largest it may get lost.
    makeNode('ReduceMean', [name('error')], [name('mean')], whole),
    makeNode('Concat', [name('worst'), name('mean')], [name('errors')], {axis: {i: 0}}),
    makeNode('Abs', [name('expected')], [name('size')]),
    // As precise as the model's own values, by which its precision is told.
    makeNode('ReduceMax', [name('size')], [name('largest')], whole),
  ];
  const readBoth = (run: Pick<StageRun, 'values'>): {worst: number; largest: number} => {
    const [worst, mean] = valueOf(run, name('errors')).data;
    const [largest] = valueOf(run, name('largest')).data;
    if (!Number.isFinite(mean + largest)) throw new ReadWhole(of);
    return {worst, largest};
  };
  return {
    outputs: [name('errors'), name('largest')],
    extras: joinExtras([extras, {...NO_EXTRAS, nodes, constants: ints.all}]),
    read: run => {
      const {worst, largest} = readBoth(run);
      return largest === 0 ? worst : worst / largest;
    },
    readLargest: run => readBoth(run).worst,
  };
}
