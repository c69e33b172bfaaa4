import {linearInputs} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {AttentionSite, ModelMap} from './model-map.ts';
import type {OnnxNode, OnnxTensor} from './onnx.ts';
import {isQuantised} from './ops.ts';

/** A weight of the file, and how it is to be read. */
export interface NamedWeight {
  tensor: OnnxTensor;
  /** Whether rows of the file are columns of what is meant. */
  turned: boolean;
}

const OF_BLOCK = /^blocks\.(\d+)\.(attn|cross_attn|mlp)\.(W_Q|W_K|W_V|W_O|W_out)$/;

/** Names that weights have by what they do, with the axes in which they are read. */
export const ROLES_OF_WEIGHTS = [
  'embed',
  'unembed',
  'blocks.{l}.attn.W_Q, W_K, W_V, W_O',
  'blocks.{l}.mlp.W_out',
] as const;

/**
 * A weight by what it does: `embed` `[vocab, d_model]`, `unembed` `[vocab, d_model]` (the
 * transpose of TransformerLens's `W_U`, so that a token has a row), `blocks.{l}.attn.W_Q`
 * `[d_model, head x d_head]`, likewise `W_K` and `W_V`, `W_O` `[head x d_head, d_model]`,
 * `blocks.{l}.mlp.W_out` `[d_mlp, d_model]`; or by its name in the file, as it lies there.
 *
 * @returns `null` where there is no such weight, it is packed, or shared by several roles.
 */
export function weightNamed(map: ModelMap, name: string): NamedWeight | null {
  const {index, graph, embedding, head} = map;
  const own = (tensor: OnnxTensor | null | undefined): NamedWeight | null =>
    tensor ? {tensor, turned: false} : null;
  if (name === 'embed') return own(graph.initializers.get(embedding?.table ?? ''));
  if (name === 'unembed') {
    const found = head && weightOf(index, head.linear);
    return found && {...found, turned: !found.turned};
  }
  const match = OF_BLOCK.exec(name);
  if (!match) {
    return own(graph.initializers.get(name) ?? graph.initializers.get(`${name}_fp16`));
  }
  const [, layer, module, weight] = match;
  const block = map.blocks.find(entry => entry.layer === Number(layer));
  if (module === 'mlp') return block?.mlp ? weightOf(index, block.mlp.down) : null;
  const site = module === 'attn' ? block?.attention : block?.cross;
  const linear = site && linearFor(index, site, weight);
  return linear ? weightOf(index, linear) : null;
}

function linearFor(
  index: GraphIndex,
  site: AttentionSite,
  weight: string,
): OnnxNode | null {
  if (weight === 'W_O') return site.output && index.producer(site.output.product);
  const parts = {W_Q: site.query, W_K: site.key, W_V: site.value};
  const linear = parts[weight as keyof typeof parts]?.linear ?? null;
  // Where one weight makes several of them, its columns are in an order of their own.
  const sharing = Object.values(parts).filter(part => part?.linear === linear);
  return sharing.length === 1 ? linear : null;
}

/** The initializer that a linear layer multiplies with, through conversions and turns. */
function weightOf(index: GraphIndex, linear: OnnxNode): NamedWeight | null {
  if (isQuantised(linear) || linear.op === 'Einsum') return null;
  let turned = linear.attributes.get('transB')?.i === 1;
  let {weight} = linearInputs(index, linear);
  for (let step = 0; step < 8; step++) {
    const tensor = index.constant(weight);
    if (tensor) return {tensor, turned};
    const node = index.producer(weight);
    if (node?.op === 'Transpose') turned = !turned;
    else if (node?.op !== 'Cast' && node?.op !== 'Identity') return null;
    [weight] = node.inputs;
  }
  return null;
}
