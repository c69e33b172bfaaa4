import {lookupOf} from '../find-embedding.ts';
import type {EmbeddingSite} from '../find-embedding.ts';
import {scalarOf, variables} from '../graph-index.ts';
import type {GraphIndex} from '../graph-index.ts';
import type {OnnxNode} from '../onnx.ts';
import type {GraphInputs} from './roles.ts';
import {lookupsOf, tableRead} from './tables.ts';

/**
 * How many positions a model has: as many as the smallest of its tables of positions,
 * those of the angles by which positions are turned in included.
 *
 * @returns `null` where no table bounds them.
 */
export function positionLimit(
  index: GraphIndex,
  embedding: EmbeddingSite | null,
  {roles}: GraphInputs,
): number | null {
  const term = embedding?.positions ?? null;
  const added = term === null ? null : throughMoves(index, lookupOf(index, term));
  const looked = [...roles]
    .filter(([, role]) => role === 'positions')
    .flatMap(([name]) => lookupsOf(index, name).map(({table}) => table.rows));
  const limits = [
    ...(added ? rowsOf(index, added) : []),
    ...looked,
    ...index.nodes.flatMap(node => anglesOf(index, node)),
  ];
  return limits.length > 0 ? Math.min(...limits) : null;
}

const MOVES = new Set(['Cast', 'Identity', 'Unsqueeze', 'Squeeze', 'Expand', 'Reshape']);

/** Rows that depend on no input are moved about before they are added. */
function throughMoves(index: GraphIndex, node: OnnxNode | null): OnnxNode | null {
  let current = node;
  for (let step = 0; step < 6 && current && MOVES.has(current.op); step++)
    current = index.producer(current.inputs[0]);
  return current;
}

/** Rows of a table of positions that is added to the stream, less those before the first. */
function rowsOf(index: GraphIndex, node: OnnxNode): number[] {
  if (node.op === 'Slice') {
    const rows = index.constant(node.inputs[0])?.dims.at(-2);
    return rows === undefined ? [] : [rows];
  }
  const table = tableRead(index, node);
  if (!table) return [];
  const {offset, most} = countingOf(index, node.inputs[1]);
  return [Math.min(table.rows - offset, most)];
}

/** What counts positions from 1, as a sum over a mask does. */
const FROM_ONE = new Set(['CumSum']);

/** Where the counting of positions begins, and how far a list of them goes. */
function countingOf(index: GraphIndex, numbers: string): {offset: number; most: number} {
  let offset = 0;
  let tensor = numbers;
  for (let step = 0; step < 24; step++) {
    const list = index.constant(tensor);
    if (list) return {offset, most: list.dims.at(-1) ?? Infinity};
    const node = index.producer(tensor);
    if (!node) return {offset, most: Infinity};
    const {op, inputs} = node;
    if (FROM_ONE.has(op)) return {offset: offset + 1, most: Infinity};
    if (op === 'Range') {
      return {offset: offset + (scalarOf(index, inputs[0]) ?? 0), most: Infinity};
    }
    if (op === 'Add' || op === 'Sub') {
      const [a, b] = inputs.map(input => scalarOf(index, input));
      const added = b ?? (op === 'Add' ? a : null);
      if (added !== null && Number.isInteger(added))
        offset += op === 'Add' ? added : -added;
      tensor = b === null && a !== null ? inputs[1] : inputs[0];
      continue;
    }
    // Of a product with a mask, the numbers are what is computed.
    [tensor] = variables(index, node).length > 0 ? variables(index, node) : inputs;
    if (tensor === undefined) return {offset, most: Infinity};
  }
  return {offset, most: Infinity};
}

/** Rows of the cosines that an operator turns positions in with. */
function anglesOf(index: GraphIndex, {op, domain, inputs}: OnnxNode): number[] {
  const slot = op === 'GroupQueryAttention' ? 7 : domain === '' ? 1 : 2;
  if (op !== 'GroupQueryAttention' && op !== 'RotaryEmbedding') return [];
  const table = index.constant(inputs[slot] ?? '');
  return table?.dims.length === 2 ? [table.dims[0]] : [];
}
