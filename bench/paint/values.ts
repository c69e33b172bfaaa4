import {Tensor} from '../../scenes/captured/tensor.ts';
import type {Source} from '../../scenes/captured/tensor.ts';

export const SOURCE: Source = {model: 'bench', revision: 'none', dtype: 'fp32', layer: 0};

/** Values that look like a model's, the same in every run; `seed` tells arrays apart. */
export function values(shape: readonly number[], seed: number): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  let state = seed * 2_654_435_761 + 1;
  const data = Float32Array.from({length: size}, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  const axes = shape.map((_, i) => `axis ${i}`);
  return new Tensor(data, shape, axes, SOURCE);
}

/** Rows that sum to 1, with everything after the diagonal at 0. */
export function patterns(shape: readonly number[], seed: number): Tensor {
  const scores = values(shape, seed);
  const keys = shape[shape.length - 1];
  const queries = shape[shape.length - 2];
  for (let row = 0; row < scores.data.length / keys; row++) {
    const own = scores.data.subarray(row * keys, (row + 1) * keys);
    const visible = (row % queries) + 1;
    const weights = own.map((score, key) => (key < visible ? Math.exp(3 * score) : 0));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    own.set(weights.map(weight => weight / sum));
  }
  return scores;
}

/** Words as labels of tokens. */
export const words = (count: number): string[] =>
  Array.from({length: count}, (_, i) => ['the', 'bird', 'saw', 'a', 'tree'][i % 5]);
