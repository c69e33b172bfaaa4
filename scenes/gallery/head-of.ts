import {Tensor} from '../captured/tensor.ts';

/** One head of `[position, head, d_head]`, as `[position, d_head]`. */
export function headOf({data, shape, source}: Tensor, head: number): Tensor {
  const [positions, heads, width] = shape;
  const own = new Float32Array(positions * width);
  for (let position = 0; position < positions; position++) {
    const from = (position * heads + head) * width;
    own.set(data.subarray(from, from + width), position * width);
  }
  return new Tensor(own, [positions, width], ['position', 'd_head'], {...source, head});
}
