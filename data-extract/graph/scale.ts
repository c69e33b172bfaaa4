import {scalarOf} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import {sizeOf} from './onnx.ts';
import type {OnnxNode} from './onnx.ts';
import {isSize} from './ops.ts';
import {upstream} from './paths.ts';

/** A number that values are multiplied with, or divided by. */
export interface Scale {
  /** A tensor of one value. */
  tensor: string;
  /** Its value, where the graph alone tells it. */
  value: number | null;
  divides: boolean;
}

/** The scale that a node applies to one input, or `null` where it does another thing. */
export function scaleOf(
  index: GraphIndex,
  {op, inputs}: OnnxNode,
  scaled: string,
): Scale | null {
  if (op !== 'Mul' && op !== 'Div') return null;
  const [a, b] = inputs;
  if (a === b || (op === 'Div' && a !== scaled)) return null;
  const tensor = a === scaled ? b : a;
  if (index.isVariable(tensor) || !isSingle(index, tensor)) return null;
  return {tensor, value: scalarOf(index, tensor), divides: op === 'Div'};
}

/** Whether a constant is one number: what it is made of are numbers and sizes. */
function isSingle(index: GraphIndex, tensor: string): boolean {
  const tensors = [
    tensor,
    ...upstream(index, tensor, isSize).flatMap(({inputs}) => inputs),
  ];
  return tensors.every(name => {
    const constant = index.constant(name);
    return !constant || sizeOf(constant) <= 1 || isIndex(constant.dataType);
  });
}

/** Integers count and choose; they scale nothing. */
const isIndex = (dataType: number): boolean => dataType === 6 || dataType === 7;
