import type {GraphIndex} from '../graph-index.ts';
import type {OnnxNode} from '../onnx.ts';

/** Operators that look rows of a table up. */
const LOOKUPS = new Set(['Gather', 'GatherBlockQuantized']);
/** What leaves indices as they are. */
export const INDEX_PASSES = new Set([
  'Cast',
  'Identity',
  'Reshape',
  'Flatten',
  'Squeeze',
  'Unsqueeze',
  'Expand',
]);
/** What leaves a table's rows as they are. */
const TABLE_PASSES = new Set(['Cast', 'DequantizeLinear', 'Identity']);

/** A table of constants with a row for each number. */
export interface Table {
  /** The graph's constant. */
  name: string;
  rows: number;
}

/** The table that a node looks rows up in; `null` where it does another thing. */
export function tableRead(index: GraphIndex, node: OnnxNode): Table | null {
  if (!LOOKUPS.has(node.op) || (node.attributes.get('axis')?.i ?? 0) !== 0) return null;
  let [tensor] = node.inputs;
  for (let step = 0; step < 4; step++) {
    const constant = index.constant(tensor);
    if (constant) {
      const [rows] = constant.dims;
      return constant.dims.length === 2 ? {name: constant.name, rows} : null;
    }
    const maker = index.producer(tensor);
    if (!maker || !TABLE_PASSES.has(maker.op)) return null;
    [tensor] = maker.inputs;
  }
  return null;
}

/** Lookups whose numbers are those of a tensor, as they are. */
export function lookupsOf(
  index: GraphIndex,
  tensor: string,
  depth = 0,
): {node: OnnxNode; table: Table}[] {
  if (depth > 8) return [];
  return index.consumers(tensor).flatMap(node => {
    if (INDEX_PASSES.has(node.op) && node.inputs[0] === tensor)
      return lookupsOf(index, node.outputs[0], depth + 1);
    const table = node.inputs[1] === tensor ? tableRead(index, node) : null;
    return table ? [{node, table}] : [];
  });
}
