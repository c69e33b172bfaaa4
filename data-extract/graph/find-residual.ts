import {isLinear, variables} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {AttentionSite, Unrecognised} from './find-attention.ts';
import type {OnnxNode} from './onnx.ts';

/** The residual stream around one block, by the tensors that carry it. */
export interface ResidualSite {
  layer: number;
  /** `[batch, position, d_model]` before the block. */
  pre: string;
  attentionOut: string;
  /** After attention was added. */
  mid: string;
  mlpOut: string;
  /** After the feed-forward part was added. */
  post: string;
}

const ON_THE_WAY = new Set([
  ...['Reshape', 'Transpose', 'Cast', 'Dropout', 'Identity', 'Unsqueeze', 'Squeeze'],
  ...['Mul', 'FusedMatMul'],
]);

/**
 * Follow each attention to the two additions of its block (pre-norm blocks).
 *
 * @param sites - The self-attentions, one per layer.
 */
export function findResidual(
  index: GraphIndex,
  sites: readonly AttentionSite[],
): {blocks: ResidualSite[]; unrecognised: Unrecognised[]} {
  const blocks: ResidualSite[] = [];
  const unrecognised: Unrecognised[] = [];
  for (const {layer, context, node} of sites) {
    const first = additionAfter(index, context);
    const second = first && nextAddition(index, first.sum);
    if (first && second) {
      blocks.push({
        layer,
        pre: first.stream,
        attentionOut: first.branch,
        mid: first.sum,
        mlpOut: second.branch,
        post: second.sum,
      });
    } else {
      unrecognised.push({
        what: `layer ${layer}: residual stream`,
        node,
        reason: first ? 'no addition follows the one after attention' : 'no addition follows attention',
      });
    }
  }
  return {blocks, unrecognised};
}

interface Addition {
  /** What was there. */
  stream: string;
  /** What is added. */
  branch: string;
  sum: string;
}

/** From the weighted values through the output projection to the addition. */
function additionAfter(index: GraphIndex, context: string): Addition | null {
  let tensor = context;
  for (let depth = 0; depth < 16; depth++) {
    const node: OnnxNode | undefined = index
      .consumers(tensor)
      .find(({op}) => op !== 'Shape' && op !== 'Size');
    if (!node) return null;
    if (node.op === 'Add' && variables(index, node).length === 2) {
      const [a, b] = node.inputs;
      return {stream: a === tensor ? b : a, branch: tensor, sum: node.outputs[0]};
    }
    const passes = isLinear(index, node) || node.op === 'Add' || ON_THE_WAY.has(node.op);
    if (!passes) return null;
    tensor = node.outputs[0];
  }
  return null;
}

/** The addition that reads the stream itself. */
function nextAddition(index: GraphIndex, stream: string): Addition | null {
  const node = index
    .consumers(stream)
    .find(entry => entry.op === 'Add' && variables(index, entry).length === 2);
  if (!node) return null;
  const [a, b] = node.inputs;
  return {stream, branch: a === stream ? b : a, sum: node.outputs[0]};
}
