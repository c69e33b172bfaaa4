import {branchInput} from '../bodies.ts';
import {isMixing} from '../graph-index.ts';
import type {GraphIndex} from '../graph-index.ts';
import {DataType} from '../onnx.ts';
import type {OnnxNode, OnnxValue} from '../onnx.ts';
import {isAttentionOp, isProduct} from '../ops.ts';
import {cachePairs} from './cache-pairs.ts';
import type {CachePair} from './cache-pairs.ts';
import {arrivals} from './flows.ts';
import type {InputRole} from './input-role.ts';
import {roleByName} from './names.ts';
import {lookupsOf, tableRead} from './tables.ts';
import type {Table} from './tables.ts';

/** The inputs of a graph by what they are for. */
export interface GraphInputs {
  roles: ReadonlyMap<string, InputRole>;
  /** Inputs of the cache with the outputs that become them. */
  cache: readonly CachePair[];
  /** The table of the tokens, where ids are read. */
  tokens: Table | null;
}

/** An attention, as far as masks are concerned. */
export interface Masked {
  node: string;
  role: 'self' | 'cross';
}

/**
 * Say what each input of a graph is for, by its shape and by what is done with it. Names
 * decide only where neither tells.
 *
 * @param attention - The graph's attention.
 * @param headWidths - Entries of what the graph's outputs are made of by a last linear
 * layer: a table with as many rows is that of the tokens.
 */
export function inputsOf(
  index: GraphIndex,
  attention: readonly Masked[],
  headWidths: readonly number[],
): GraphInputs {
  const cache = cachePairs(index);
  const pasts = new Set(cache.map(({past}) => past));
  const ids = idsOf(index, headWidths);
  const condition = branchInput(index.graph);
  const roles = new Map(
    index.graph.inputs.map((input): [string, InputRole] => {
      const {name} = input;
      if (name === ids?.input) return [name, 'ids'];
      if (name === condition) return [name, 'use-cache'];
      if (pasts.has(name)) return [name, 'past'];
      if (index.consumers(name).length === 0 && !isReadInside(index, name))
        return [name, roleByName(input) ?? 'unused'];
      return [name, roleOf(index, input, attention, ids !== null)];
    }),
  );
  return {roles, cache, tokens: ids?.table ?? null};
}

/** Whether a branch or a body reads a tensor. */
const isReadInside = ({graph}: GraphIndex, name: string): boolean =>
  graph.nodes.some(({attributes}) =>
    [...attributes.values()].some(({graph: body}) =>
      body?.nodes.some(({inputs}) => inputs.includes(name)),
    ),
  );

/** The integers that the largest part of the stream is looked up with. */
function idsOf(
  index: GraphIndex,
  headWidths: readonly number[],
): {input: string; table: Table} | null {
  const candidates = index.graph.inputs.filter(isInteger).flatMap(input =>
    lookupsOf(index, input.name).map(({table}) => ({
      input: input.name,
      table,
      isWide: table.rows > MOST_SEGMENTS && headWidths.includes(table.rows),
      isNamed: roleByName(input) === 'ids',
    })),
  );
  candidates.sort(
    (a, b) =>
      Number(b.isWide) - Number(a.isWide) ||
      Number(b.isNamed) - Number(a.isNamed) ||
      b.table.rows - a.table.rows,
  );
  const named = index.graph.inputs.find(input => roleByName(input) === 'ids');
  const [best] = candidates;
  if (best) return best;
  // A table that is packed in a way of its own is not seen.
  return named ? {input: named.name, table: {name: '', rows: 0}} : null;
}

/** Tables of so few rows tell segments apart, not positions. */
const MOST_SEGMENTS = 16;

function roleOf(
  index: GraphIndex,
  input: OnnxValue,
  attention: readonly Masked[],
  hasIds: boolean,
): InputRole {
  const {name, shape} = input;
  const byName = roleByName(input);
  const [lookup] = lookupsOf(index, name);
  if (lookup && isInteger(input)) {
    if (byName === 'segments' || byName === 'positions') return byName;
    return lookup.table.rows <= MOST_SEGMENTS ? 'segments' : 'positions';
  }
  const lengths = lengthSlot(index, name);
  if (lengths !== null) return lengths;
  if (isInteger(input) && isSingle(shape)) {
    if (byName) return byName;
    if (keepsLogits(index, name)) return 'logits-to-keep';
    return counts(index, name) ? 'past-length' : 'unknown';
  }
  const masks = masksReached(index, name, attention);
  const turns = isInteger(input) && turnsPositions(index, name);
  if (turns && (masks.length === 0 || byName === 'positions' || shape.length === 1))
    return 'positions';
  if (isFloat(input) && shape.length === 3 && !masks.length) {
    return hasIds || byName === 'encoder-states' ? 'encoder-states' : 'values';
  }
  if (masks.length > 0) {
    if (masks.every(role => role === null) && byName) return byName;
    return masks.every(role => role === 'cross') ? 'encoder-mask' : 'mask';
  }
  return byName ?? (isFloat(input) ? 'values' : 'unknown');
}

/** How long the keys are, as one operator is told it. */
function lengthSlot(index: GraphIndex, name: string): InputRole | null {
  for (const {op, domain, inputs} of index.consumers(name)) {
    if (op !== 'GroupQueryAttention' || domain !== 'com.microsoft') continue;
    if (inputs[5] === name) return 'key-lengths';
    if (inputs[6] === name) return 'total-length';
  }
  return null;
}

/** Whether a number says where the stream is cut. */
const keepsLogits = (index: GraphIndex, name: string): boolean =>
  arrivals(index, name, ({node}) => isProduct(node) || node.op === 'Slice').some(
    ({node, slot}) =>
      node.op === 'Slice' && slot > 0 && index.isVariable(node.inputs[0] ?? ''),
  );

/** Whether positions are counted from a number on. */
const counts = (index: GraphIndex, name: string): boolean =>
  arrivals(index, name, ({node}) => isProduct(node)).some(
    ({node, slot}) =>
      node.op === 'Range' ||
      TURNS.has(node.op) ||
      (slot === 1 && tableRead(index, node) !== null),
  );

/**
 * Attention that values come to without being multiplied or looked up, as masks do;
 * `null` where it is not known what that one attends to.
 */
function masksReached(
  index: GraphIndex,
  name: string,
  attention: readonly Masked[],
): (Masked['role'] | null)[] {
  const roles = new Map(attention.map(site => [site.node, site.role]));
  const isAttention = ({name: node, op}: {name: string; op: string}): boolean =>
    roles.has(node) || op === 'Softmax';
  return arrivals(
    index,
    name,
    ({node}) => isAttention(node) || isProduct(node) || tableRead(index, node) !== null,
  ).flatMap(({node, slot}) => {
    const counts = isAttention(node) && (!isAttentionOp(node) || isMaskSlot(node, slot));
    return counts ? [roles.get(node.name) ?? null] : [];
  });
}

/** The first three inputs of a fused operator are what it attends with. */
const isMaskSlot = ({op}: OnnxNode, slot: number): boolean =>
  op === 'GroupQueryAttention' ? [5, 6, 10].includes(slot) : slot > 2;

/** Whether angles are made of a tensor, by which positions are turned in. */
const turnsPositions = (index: GraphIndex, name: string): boolean =>
  arrivals(
    index,
    name,
    ({node}) => TURNS.has(node.op) || isMixing(index, node) || isAttentionOp(node),
  ).some(({node, slot}) => isAngle(node, slot));

const isAngle = ({op}: OnnxNode, slot: number): boolean =>
  op === 'GroupQueryAttention'
    ? slot === 9
    : TURNS.has(op) && (!op.endsWith('RotaryEmbedding') || slot > 0);

const TURNS = new Set(['Cos', 'Sin', 'RotaryEmbedding', 'GemmaRotaryEmbedding']);

/** A number, or one per batch entry. */
const isSingle = (shape: OnnxValue['shape']): boolean =>
  shape.length === 0 || (shape.length === 1 && shape[0] === 1);

const isInteger = ({elemType}: OnnxValue): boolean =>
  elemType === DataType.int64 || elemType === DataType.int32;

export const isFloat = ({elemType}: OnnxValue): boolean =>
  elemType === DataType.float || elemType === DataType.float16;
