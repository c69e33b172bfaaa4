import {isLinear, isMixing, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {NormSite} from './find-norms.ts';
import type {OnnxNode} from './onnx.ts';
import {isAttentionOp, isExpertsOp} from './ops.ts';
import {nodesBetween} from './paths.ts';
import {scaleOf} from './scale.ts';

/** An addition to the residual stream: `sum = stream + branch`. */
export interface Addition {
  node: OnnxNode;
  /** The stream before, as the addition reads it. */
  stream: string;
  /** The stream before any constant scaling: what the branch starts from. */
  source: string;
  branch: string;
  sum: string;
  /** Nodes from the stream to the branch. */
  way: OnnxNode[];
}

/**
 * Find the additions of the residual stream: an `Add` of something and of what linear
 * layers made of it. They are returned in order, as far as each reads the one before
 * (a norm may stand between).
 *
 * @param norms - All norms.
 * @param inside - Nodes inside attention; masks are added there.
 */
export function findAdditions(
  index: GraphIndex,
  norms: readonly NormSite[],
  inside: ReadonlySet<OnnxNode>,
): {chain: Addition[]; others: Addition[]} {
  const all: Addition[] = [];
  for (const node of index.nodes) {
    if ((node.op !== 'Add' && node.op !== 'Sum') || inside.has(node)) continue;
    const found = additionAt(index, node);
    if (found) all.push(found);
  }
  return splitChains(index, all, norms);
}

function additionAt(index: GraphIndex, node: OnnxNode): Addition | null {
  const inputs = variables(index, node);
  if (inputs.length !== 2 || inputs[0] === inputs[1]) return null;
  for (const [stream, branch] of [inputs, [inputs[1], inputs[0]]]) {
    const found = wayBetween(index, stream, branch);
    if (!found) continue;
    const {source, way} = found;
    // A way without any layer would make it an activation, not a branch.
    if (nodesBetween(index, source, branch, entry => isEntry(index, entry)).length > 0)
      continue;
    return {node, stream, source, branch, sum: node.outputs[0], way};
  }
  return null;
}

/** From the stream to a branch: from where the addition reads it, or from before its scale. */
function wayBetween(
  index: GraphIndex,
  stream: string,
  branch: string,
): {source: string; way: OnnxNode[]} | null {
  for (const source of [stream, withoutScale(index, stream)]) {
    const way = nodesBetween(index, source, branch);
    if (way.some(node => isLayer(index, node))) return {source, way};
  }
  return null;
}

const isLayer = (index: GraphIndex, node: OnnxNode): boolean =>
  isLinear(index, node) ||
  isMixing(index, node) ||
  isAttentionOp(node) ||
  isExpertsOp(node) ||
  node.op === 'Conv';

/** What leads into a layer: the layer, or the node that makes whole numbers for it. */
const isEntry = (index: GraphIndex, node: OnnxNode): boolean =>
  isLayer(index, node) || node.op === 'DynamicQuantizeLinear';

function withoutScale(index: GraphIndex, tensor: string): string {
  let current = tensor;
  for (;;) {
    const node = index.producer(current);
    if (!node) return current;
    const [input] = variables(index, node);
    const passes =
      node.op === 'Cast' ||
      node.op === 'Identity' ||
      node.op === 'Dropout' ||
      (input !== undefined && scaleOf(index, node, input) !== null);
    if (!passes) return current;
    current = input;
  }
}

/** The chain that ends last, and the additions that do not belong to it. */
function splitChains(
  index: GraphIndex,
  all: readonly Addition[],
  norms: readonly NormSite[],
): {chain: Addition[]; others: Addition[]} {
  const bySum = new Map(all.map(addition => [addition.sum, addition]));
  const normInput = new Map(norms.map(({output, input}) => [output, input]));
  const before = ({source}: Addition): Addition | null => {
    let tensor = source;
    for (let step = 0; step < 8; step++) {
      const known = bySum.get(tensor);
      if (known) return known;
      const earlier = normInput.get(tensor);
      if (earlier === undefined) return null;
      tensor = withoutScale(index, earlier);
    }
    return null;
  };
  const chain: Addition[] = [];
  const seen = new Set<Addition>();
  for (let step = all.at(-1) ?? null; step && !seen.has(step); step = before(step)) {
    chain.unshift(step);
    seen.add(step);
  }
  return {chain, others: all.filter(addition => !seen.has(addition))};
}
