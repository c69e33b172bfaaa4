import {DataType} from './onnx.ts';
import type {OnnxNode} from './onnx.ts';

/** Nodes that hand on the values of their first input, perhaps lying differently. */
const PASSES = new Set([
  ...['Identity', 'Dropout', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Transpose'],
  'CastLike',
]);
/** Types of numbers with a fraction. */
export const FLOATS: ReadonlySet<number> = new Set([
  DataType.float,
  DataType.float16,
  DataType.bfloat16,
  DataType.double,
]);

/**
 * What a node hands on unchanged, `null` where it makes something new. Conversions among
 * floats count, and so does rounding to few bits and back, which means the same values.
 *
 * @param producer - The node that makes a tensor.
 */
export function passedOn(
  node: OnnxNode,
  producer: (tensor: string) => OnnxNode | null,
): string | null {
  const [input = ''] = node.inputs;
  if (PASSES.has(node.op)) return input;
  if (node.op === 'Cast')
    return FLOATS.has(node.attributes.get('to')?.i ?? 0) ? input : null;
  if (node.op !== 'DequantizeLinear') return null;
  const rounds = producer(input);
  return rounds?.op === 'QuantizeLinear' ? (rounds.inputs[0] ?? '') : null;
}

/** Whether a tensor, however it lies, was rounded to few bits and made floats again. */
export function isRounded(
  {producer}: {producer: (tensor: string) => OnnxNode | null},
  tensor: string,
): boolean {
  let node = producer(tensor);
  while (node && PASSES.has(node.op)) node = producer(node.inputs[0]);
  return node?.op === 'DequantizeLinear' && passedOn(node, producer) !== null;
}
