import {isLinear, variables, weightWidth} from '../graph-index.ts';
import type {GraphIndex} from '../graph-index.ts';
import {DataType} from '../onnx.ts';

/**
 * Entries of a head and the type of its numbers, where the graph tells: from the cache
 * that it is appended to, or from the linear layer that makes it.
 *
 * @param tensor - Values of all heads `[batch, position, head x entry]`.
 * @param past - The cache of values `[batch, head, position, entry]`, where there is one.
 */
export function headWidth(
  index: GraphIndex,
  tensor: string,
  heads: number,
  past?: string,
): {size: number; elemType: number} | null {
  const cache = index.graph.inputs.find(({name}) => name === past);
  const entries = cache?.shape.at(-1);
  if (cache && typeof entries === 'number') {
    return {size: entries, elemType: cache.elemType || DataType.float};
  }
  let current = tensor;
  for (let step = 0; step < 8; step++) {
    const node = index.producer(current);
    if (!node) return null;
    if (isLinear(index, node)) {
      const size = (weightWidth(index, node) ?? 0) / heads;
      const weight = node.inputs.map(input => index.constant(input)).find(Boolean);
      const elemType =
        weight && isFloat(weight.dataType) ? weight.dataType : DataType.float;
      return Number.isInteger(size) && size > 0 ? {size, elemType} : null;
    }
    const [input] = variables(index, node);
    if (input === undefined) return null;
    current = input;
  }
  return null;
}

const isFloat = (type: number): boolean =>
  type === DataType.float || type === DataType.float16 || type === DataType.bfloat16;
