import type {AttentionCore} from '../attention-core.ts';
import {HEADS_FIRST, POSITIONS_FIRST} from '../axes.ts';
import type {GraphIndex} from '../graph-index.ts';
import {DataType, NO_VALUE} from '../onnx.ts';
import type {OnnxNode} from '../onnx.ts';
import type {Tap} from '../trace.ts';
import {MICROSOFT, ShadowBuilder} from './shadow.ts';

/**
 * `com.microsoft.MultiHeadAttention`: its fourth output `qk` holds scores, scaled and
 * masked, before the softmax. Inputs: query, key, value, bias, key_padding_mask,
 * attention_bias, past_key, past_value.
 */
export function multiHeadCore(index: GraphIndex, node: OnnxNode): AttentionCore {
  const shadow = new ShadowBuilder(node.outputs[0]);
  const outputs = shadow.again(node, 4, new Map());
  shadow.shadow.equal.push([outputs[0], node.outputs[0]]);
  const taps = inputTaps(index, node, shadow);
  return {...coreOfScores(node, shadow, outputs[3]), ...taps};
}

/**
 * `com.microsoft.DecoderMaskedMultiHeadAttention`: the same for one query at a time.
 * Inputs: query, key, value, mask_index, attention_bias, past_key, past_value ..., bias.
 */
export function decoderMaskedCore(index: GraphIndex, node: OnnxNode): AttentionCore {
  const shadow = new ShadowBuilder(node.outputs[0]);
  const outputs = shadow.again(node, 4, new Map([['output_qk', {...NO_VALUE, i: 1}]]));
  shadow.shadow.equal.push([outputs[0], node.outputs[0]]);
  const inputs = [...node.inputs.slice(0, 3), node.inputs[10] ?? ''];
  const taps = inputTaps(index, {...node, inputs}, shadow);
  return {...coreOfScores(node, shadow, outputs[3]), ...taps};
}

/** An attention whose masked scores a shadow tells; the pattern is their softmax. */
export function coreOfScores(
  node: OnnxNode,
  shadow: ShadowBuilder,
  scores: string,
): Omit<AttentionCore, 'query' | 'key' | 'value'> {
  // The type of the scores depends on nothing else, so it must be stated.
  shadow.shadow.types.push([scores, DataType.float]);
  const pattern = shadow.node('Softmax', [scores], 'pattern', {axis: {i: -1}});
  return {
    form: `${MICROSOFT}.${node.op}`,
    node,
    last: node,
    context: {tensor: node.outputs[0], axes: POSITIONS_FIRST},
    pattern,
    softmax: {input: scores, output: pattern},
    scores: null,
    inside: [],
    causal: node.attributes.get('unidirectional')?.i === 1 ? true : null,
    softcap: false,
    sink: false,
    rotated: null,
    shadow: shadow.shadow,
    identity: null,
  };
}

function inputTaps(
  index: GraphIndex,
  {inputs}: OnnxNode,
  shadow: ShadowBuilder,
): Record<'query' | 'key' | 'value', Tap> {
  const [query, key, value, bias] = inputs;
  const parts = unpack(shadow, query, key, value);
  const width = (index.constant(bias ?? '')?.dims[0] ?? 0) / 3;
  const tap = (name: string, at: number, packed: boolean): Tap => {
    const isCache = index.graph.inputs.some(input => input.name === name);
    if (isCache) return {tensor: name, axes: HEADS_FIRST};
    if (!bias || width === 0) return {tensor: name, axes: POSITIONS_FIRST};
    const own = shadow.part(bias, at * width, (at + 1) * width, `bias_${at}`);
    const shape = shadow.integers([0, 0, -1], `shape_${at}`);
    const flat = packed ? shadow.node('Reshape', [name, shape], `flat_${at}`) : name;
    return {
      tensor: shadow.node('Add', [flat, own], `biased_${at}`),
      axes: POSITIONS_FIRST,
    };
  };
  return {
    query: tap(parts.query, 0, parts.packed),
    key: tap(parts.key, 1, parts.packed),
    value: tap(parts.value, 2, parts.packed),
  };
}

/** Queries, keys and values packed into one: `[batch, position, head, 3, entry]`. */
function unpack(
  shadow: ShadowBuilder,
  query: string,
  key: string | undefined,
  value: string | undefined,
): {query: string; key: string; value: string; packed: boolean} {
  if (key && value) return {query, key, value, packed: false};
  const source = key || query;
  const first = key ? 0 : 1;
  return {
    query: key ? query : shadow.entry(query, 3, 0, 'query'),
    key: shadow.entry(source, 3, first, 'key'),
    value: shadow.entry(source, 3, first + 1, 'value'),
    packed: true,
  };
}
