import {Tensor} from './tensor.ts';
import type {Source} from './tensor.ts';

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

/** Numbers of things as one vector, `[axis]`. */
export const vectorOf = (
  values: readonly number[],
  axis: string,
  source: Source,
): Tensor => new Tensor(Float32Array.from(values), [values.length], [axis], source);

/** Vectors of things, one for each, as rows of a matrix, `[axis, component]`. */
export function stack(rows: readonly Tensor[], axis: string): Tensor {
  const [{shape, axes, source}] = rows;
  const data = Float32Array.from(rows.flatMap(row => [...row.data]));
  return new Tensor(data, [rows.length, ...shape], [axis, ...axes], source);
}
