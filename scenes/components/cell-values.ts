import type {Tensor} from '../captured/tensor.ts';

/** Products that take the place of values. */
export interface Products {
  data: ArrayLike<number>;
  /** Product of full colour. */
  limit: number;
  /** 0 to 1: how far they have taken it. */
  t: number;
}

/**
 * How much colour the drawn components of a vector have, from -1 to 1.
 *
 * @param drawn - Numbers of the components.
 * @param scale - What the vector is multiplied with, and the value of full colour.
 */
export const colorShares = (
  data: ArrayLike<number>,
  drawn: readonly number[],
  {weight, limit}: {weight: number; limit: number},
  products: Products | null,
): Float32Array =>
  Float32Array.from(drawn, i => {
    const value = (data[i] * weight) / limit;
    if (products === null) return value;
    const other = Math.max(-1, Math.min(1, products.data[i] / products.limit));
    return value + (other - value) * products.t;
  });

/**
 * What some vectors add up to, each times its weight.
 *
 * @param values - `[thing, component]`.
 * @param weights - `[thing]`.
 */
export function weightedSum(
  values: Tensor,
  weights: Tensor,
  things: readonly number[],
): Float32Array {
  const sum = new Float32Array(values.shape[1]);
  for (const index of things) {
    const {data} = values.at(index);
    data.forEach((value, i) => (sum[i] += value * weights.data[index]));
  }
  return sum;
}
