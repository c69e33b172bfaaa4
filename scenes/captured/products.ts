import {Tensor} from './tensor.ts';

/** How far a product may be from what the model made, relative to the largest number. */
const TOLERANCE = 1e-3;

/** Products of the numbers of two vectors, and their sum. */
export function dotTerms(a: Tensor, b: Tensor): {terms: Float32Array; sum: number} {
  const terms = new Float32Array(a.data.length);
  let sum = 0;
  for (let i = 0; i < terms.length; i++) {
    terms[i] = a.data[i] * b.data[i];
    sum += a.data[i] * b.data[i];
  }
  return {terms, sum};
}

/** Cosine of the angle between two vectors: 1 where they point the same way. */
export function cosine(a: Tensor, b: Tensor): number {
  const length = (of: Tensor): number => Math.sqrt(dotTerms(of, of).sum);
  const product = length(a) * length(b);
  return product === 0 ? 0 : dotTerms(a, b).sum / product;
}

/**
 * A vector through a matrix.
 *
 * @param x - `[inner]`.
 * @param weight - `[inner, entry]`.
 * @param bias - `[entry]`, added to the product.
 */
export function through(x: Tensor, weight: Tensor, bias: Tensor | null): Float32Array {
  const [inner, size] = weight.shape;
  return Float32Array.from({length: size}, (_, entry) => {
    let sum = bias?.data[entry] ?? 0;
    for (let k = 0; k < inner; k++) sum += x.data[k] * weight.data[k * size + entry];
    return sum;
  });
}

/** Whether a vector through a matrix makes another. */
export function makes(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  made: Tensor,
): boolean {
  if (x.data.length !== weight.shape[0]) return false;
  const own = through(x, weight, bias);
  const largest = made.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return own.every(
    (value, i) => Math.abs(value - made.data[i]) <= TOLERANCE * (largest || 1),
  );
}

/** Some numbers of a vector, in this order. */
export function pick(of: Tensor, components: readonly number[]): Tensor {
  const data = Float32Array.from(components, i => of.data[i]);
  return new Tensor(data, [data.length], of.axes, of.source);
}

/** The components with the largest numbers, by size; ties go to the lower one. */
export function largest(data: ArrayLike<number>, count: number): number[] {
  return Array.from({length: data.length}, (_, i) => i)
    .sort((a, b) => Math.abs(data[b]) - Math.abs(data[a]) || a - b)
    .slice(0, count);
}

/** The sum of two vectors. */
export function plus(a: Tensor, b: Tensor): Tensor {
  const data = a.data.map((value, i) => value + b.data[i]);
  return new Tensor(data, a.shape, a.axes, a.source);
}
