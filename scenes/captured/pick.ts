import {Tensor} from './tensor.ts';

/** Some numbers of a vector, in this order. */
export function pick(of: Tensor, components: readonly number[]): Tensor {
  const data = components.map(i => of.data[i]);
  return Tensor.of(data, of.axes[0], of.source);
}

/** The components with the largest numbers, by size; ties go to the lower one. */
export function largest(data: ArrayLike<number>, count: number): number[] {
  return Array.from({length: data.length}, (_, i) => i)
    .sort((a, b) => Math.abs(data[b]) - Math.abs(data[a]) || a - b)
    .slice(0, count);
}
