import type {AttentionCore, Shadow} from '../attention-core.ts';
import {HEADS_FIRST, POSITIONS_FIRST} from '../axes.ts';
import type {GraphIndex} from '../graph-index.ts';
import {NO_VALUE} from '../onnx.ts';
import type {OnnxNode} from '../onnx.ts';
import {headWidth} from './head-width.ts';
import {identityNodes} from './identity.ts';
import {ShadowBuilder} from './shadow.ts';

/** Value of `qk_matmul_output_mode` for the scores after the softmax. */
const AFTER_SOFTMAX = 3;
/** For the scores before mask and softcap. */
const RAW = 0;

/**
 * `Attention` of operator set 23: done again with `qk_matmul_output_mode`, it tells the
 * pattern. Inputs: Q, K, V, attn_mask, past_key, past_value; heads lie on an axis of
 * their own unless `q_num_heads` is given.
 */
export function onnxAttentionCore(index: GraphIndex, node: OnnxNode): AttentionCore {
  const shadow = new ShadowBuilder(node.outputs[0]);
  const mode = (i: number) => new Map([['qk_matmul_output_mode', {...NO_VALUE, i}]]);
  const outputs = shadow.again(node, 4, mode(AFTER_SOFTMAX));
  shadow.shadow.equal.push([outputs[0], node.outputs[0]]);
  const raw = new ShadowBuilder(`${node.outputs[0]}/raw`);
  const rawOutputs = raw.again(node, 4, mode(RAW));
  shadow.shadow.nodes.push(...raw.shadow.nodes);
  const headsFirst = !node.attributes.has('q_num_heads');
  const axes = headsFirst ? HEADS_FIRST : POSITIONS_FIRST;
  const [query, key, value] = node.inputs;
  return {
    form: node.op,
    node,
    last: node,
    query: {tensor: query, axes},
    key: {tensor: key, axes},
    value: {tensor: value, axes},
    context: {tensor: node.outputs[0], axes},
    pattern: outputs[3],
    softmax: null,
    scores: {tensor: rawOutputs[3], laterScales: []},
    inside: [],
    causal: node.attributes.get('is_causal')?.i === 1 ? true : null,
    softcap: (node.attributes.get('softcap')?.f ?? 0) > 0,
    sink: false,
    rotated: null,
    shadow: shadow.shadow,
    identity: headsFirst ? null : withIdentity(index, node, outputs[3], raw.shadow),
  };
}

/**
 * Outputs of a node that need memory of their own. The runtime takes the scores of an
 * `Attention` whose heads lie on an axis for smaller than they are (as many keys as
 * heads), and would keep those of different sizes in one place. Outputs of the graph are
 * not kept so.
 */
export const ownMemory = ({op, domain, outputs}: OnnxNode): string[] =>
  op === 'Attention' && domain === '' && outputs.length === 4 ? [outputs[3]] : [];

function withIdentity(
  index: GraphIndex,
  node: OnnxNode,
  pattern: string,
  raw: Shadow,
): AttentionCore['identity'] {
  const keyHeads = node.attributes.get('kv_num_heads')?.i ?? 0;
  const width = headWidth(index, node.inputs[2], keyHeads);
  if (width === null) return null;
  return tokens => {
    const builder = new ShadowBuilder(`${node.outputs[0]}/identity`);
    builder.shadow.nodes.push(...raw.nodes);
    identityNodes(
      builder,
      {
        node,
        heads: node.attributes.get('q_num_heads')?.i ?? 0,
        keyHeads,
        ...width,
        headsFirst: false,
        withValues: values => [
          ...node.inputs.slice(0, 2),
          values,
          ...node.inputs.slice(3),
        ],
        pattern,
      },
      tokens,
    );
    return builder.shadow;
  };
}
