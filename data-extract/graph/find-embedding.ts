import {isLinear, isSame, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {GraphInputs} from './inputs/roles.ts';
import {INDEX_PASSES} from './inputs/tables.ts';
import type {NormSite} from './norm-site.ts';
import type {OnnxNode} from './onnx.ts';
import {FLOATS} from './same-values.ts';

/** What the first block reads, by the terms that it is the sum of. */
export interface EmbeddingSite {
  /** Rows of the token table `[position, d_model]`, scaled as the model scales them. */
  tokens: string;
  /** Rows of the position table, or `null` where positions enter otherwise. */
  positions: string | null;
  /** Rows of the segment table. */
  segments: string | null;
  /** Whatever else is added. */
  others: string[];
  /** What they sum to: what the first block reads, or what the norm before it reads. */
  sum: string;
  /** The token table, as the graph's constant; `null` where it is packed. */
  table: string | null;
  /** A norm that follows the sum. */
  norm: NormSite | null;
}

/** Nodes that a term passes through on its way into the stream. */
const PASSES = new Set([
  'Cast',
  'Identity',
  'Dropout',
  'Mul',
  'Div',
  'Reshape',
  'Unsqueeze',
  'Squeeze',
  'Expand',
  'Transpose',
  'DequantizeLinear',
]);
const TABLES = new Set(['Gather', 'GatherBlockQuantized']);

/**
 * Take apart what the first block reads.
 *
 * @param stream - The stream before the first block.
 */
export function findEmbedding(
  index: GraphIndex,
  stream: string,
  norms: readonly NormSite[],
  {roles}: Pick<GraphInputs, 'roles'>,
): EmbeddingSite | null {
  const norm = norms.find(({output}) => isSame(index, output, stream)) ?? null;
  const site: EmbeddingSite = {
    tokens: '',
    positions: null,
    segments: null,
    others: [],
    sum: norm?.input ?? stream,
    table: null,
    norm,
  };
  const open = [site.sum];
  for (let step = 0; open.length > 0 && step < 64; step++) {
    const term = open.pop() ?? '';
    const node = index.producer(term);
    if (node?.op === 'Add' || node?.op === 'Sum') {
      open.push(...node.inputs);
      continue;
    }
    const leaf = lookupOf(index, term);
    const kind = leaf && kindOf(index, leaf, roles);
    const isRows = kind === 'positions' || (kind === null && !index.isVariable(term));
    if (kind === 'tokens' && site.tokens === '') {
      site.tokens = term;
      site.table = floatTable(index, tableOf(index, leaf?.inputs[0] ?? ''));
    } else if (kind === 'segments' && site.segments === null) site.segments = term;
    else if (isRows && site.positions === null) site.positions = term;
    else site.others.push(term);
  }
  return site.tokens === '' ? null : site;
}

/** A table by its name where its numbers are floats: others mean nothing without a scale. */
function floatTable(index: GraphIndex, tensor: string): string | null {
  const table = index.constant(tensor);
  return table && FLOATS.has(table.dataType) ? table.name : null;
}

/** The node that looks a term of the sum up. */
export function lookupOf(index: GraphIndex, term: string): OnnxNode | null {
  let tensor = term;
  for (let step = 0; step < 12; step++) {
    const node = index.producer(tensor);
    if (!node) return null;
    const isPlain = PASSES.has(node.op) || isLinear(index, node);
    if (!isPlain || variables(index, node).length === 0) return node;
    [tensor] = variables(index, node);
  }
  return null;
}

function kindOf(
  index: GraphIndex,
  node: OnnxNode,
  roles: GraphInputs['roles'],
): 'tokens' | 'positions' | 'segments' | null {
  if (!TABLES.has(node.op)) return node.op === 'Slice' ? 'positions' : null;
  // Ids are looked up as they are; positions are counted from ids or a mask.
  const role = roles.get(inputBehind(index, node.inputs[1] ?? '') ?? '');
  if (role === 'ids') return 'tokens';
  return role === 'segments' ? role : 'positions';
}

/** The graph input that a tensor is, through moves and conversions alone. */
function inputBehind(index: GraphIndex, tensor: string): string | null {
  let current = tensor;
  for (let steps = 0; steps < 8; steps++) {
    if (index.graph.inputs.some(({name}) => name === current)) return current;
    const node = index.producer(current);
    if (!node || !INDEX_PASSES.has(node.op)) return null;
    [current] = node.inputs;
  }
  return null;
}

/** Through conversions of a table to its initializer. */
function tableOf(index: GraphIndex, tensor: string): string {
  let current = tensor;
  for (let step = 0; step < 4; step++) {
    const node = index.producer(current);
    if (!node || !['Cast', 'DequantizeLinear', 'Identity', 'Transpose'].includes(node.op))
      return current;
    [current] = node.inputs;
  }
  return current;
}
