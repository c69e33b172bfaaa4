import {relative} from './invariants.ts';

/** Numbers that a graph computes with. */
export type Precision = 'fp32' | 'fp16' | 'int8' | 'q4';

export function precisionOf(file: string): Precision {
  if (file.endsWith('16.onnx')) return 'fp16';
  if (file.endsWith('_quantized.onnx')) return 'int8';
  return file.endsWith('_q4.onnx') ? 'q4' : 'fp32';
}

interface Tolerance {
  /** Of patterns, the stream and logits, relative to the largest value of each tensor. */
  pattern: number;
  stream: number;
  logits: number;
  /** Of what is computed again from saved tensors. */
  inside: number;
}

/**
 * How far captures may be from what PyTorch computed with 32 bits. Weights of 8 and of 4
 * bits are other weights: of them the mean distance is meant, which says that the right
 * tensors were read; how well they fit together is held to more.
 */
export const TOLERANCES: Readonly<Record<Precision, Tolerance>> = {
  fp32: {pattern: 1e-4, stream: 1e-4, logits: 1e-4, inside: 1e-4},
  fp16: {pattern: 2e-2, stream: 2e-2, logits: 2e-2, inside: 1e-2},
  int8: {pattern: 5e-2, stream: 5e-2, logits: 5e-2, inside: 1e-2},
  q4: {pattern: 1e-1, stream: 2e-1, logits: 2e-1, inside: 1e-2},
};

/** What is measured of the differences between two tensors. */
export const measureOf = (
  precision: Precision,
): ((values: ArrayLike<number>, expected: ArrayLike<number>) => number) =>
  precision === 'int8' || precision === 'q4' ? meanDistance : relative;

/** Mean difference, relative to the largest of `expected`. */
function meanDistance(values: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (values.length !== expected.length) return Infinity;
  let [sum, largest] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    sum += Math.abs(values[i] - expected[i]);
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  return sum / expected.length / largest;
}
