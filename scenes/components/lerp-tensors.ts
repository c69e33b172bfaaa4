import {Tensor} from '../captured/tensor.ts';

/**
 * Blend two tensors of one shape. What is on screen while one picture turns into
 * another is stamped with the source it turns into.
 */
export function lerpTensors(from: Tensor, to: Tensor, value: number): Tensor {
  if (value <= 0) return from;
  if (value >= 1) return to;
  if (from.data.length !== to.data.length) {
    throw new Error(`Cannot blend ${from.data.length} values into ${to.data.length}.`);
  }
  const data = new Float32Array(to.data.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = from.data[i] + (to.data[i] - from.data[i]) * value;
  }
  return new Tensor(data, to.shape, to.axes, to.source);
}

/**
 * Values that change step by step, at a moment: those of a step, or on their way from one
 * to the next.
 *
 * @param at - Number of the step; between two numbers it is on its way.
 */
export function lerpSteps(steps: readonly Tensor[], at: number): Tensor {
  const before = Math.min(steps.length - 1, Math.max(0, Math.floor(at)));
  const after = Math.min(steps.length - 1, before + 1);
  return lerpTensors(steps[before], steps[after], at - before);
}
