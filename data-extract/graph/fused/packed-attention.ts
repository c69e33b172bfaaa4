import type {AttentionCore} from '../attention-core.ts';
import {POSITIONS_FIRST} from '../axes.ts';
import type {GraphIndex} from '../graph-index.ts';
import {makeNode} from '../onnx.ts';
import type {OnnxNode} from '../onnx.ts';
import {coreOfScores} from './multi-head.ts';
import {MICROSOFT, ShadowBuilder} from './shadow.ts';

/** Attributes that `Attention` and `MultiHeadAttention` share. */
const SHARED = ['num_heads', 'scale', 'unidirectional', 'mask_filter_value'];

/**
 * `com.microsoft.Attention`: linear layers and attention in one, without any output for
 * scores. Its shadow does the linear layers and a MultiHeadAttention. Inputs: input,
 * weights `[d, 3 width]`, bias, mask_index, past `[2, ..]`, attention_bias.
 *
 * @returns A reason where it cannot be done.
 */
export function attentionCore(index: GraphIndex, node: OnnxNode): AttentionCore | string {
  const [input, weights, bias, mask, past, attentionBias] = node.inputs;
  const refused = refusal(node);
  if (refused) return refused;
  const shadow = new ShadowBuilder(node.outputs[0]);
  const product = shadow.node('MatMul', [input, weights], 'product');
  const packed = bias ? shadow.node('Add', [product, bias], 'packed') : product;
  return coreOfPacked(node, shadow, packed, widthOf(index, weights), {
    mask,
    past,
    attentionBias,
  });
}

/**
 * `com.microsoft.QAttention`: the same with weights of eight bits. Inputs: input,
 * weights, bias, input_scale, weight_scale, mask_index, input_zero_point,
 * weight_zero_point, past.
 */
export function quantisedCore(index: GraphIndex, node: OnnxNode): AttentionCore | string {
  const [
    input,
    weights,
    bias,
    inputScale,
    weightScale,
    mask,
    inputZero,
    weightZero,
    past,
  ] = node.inputs;
  const refused = refusal(node);
  if (refused) return refused;
  const shadow = new ShadowBuilder(node.outputs[0]);
  const packed = shadow.node(
    'MatMulIntegerToFloat',
    [
      input,
      weights,
      inputScale,
      weightScale,
      inputZero ?? '',
      weightZero ?? '',
      bias ?? '',
    ],
    'packed',
    {},
    MICROSOFT,
  );
  return coreOfPacked(node, shadow, packed, widthOf(index, weights), {
    mask,
    past,
    attentionBias: undefined,
  });
}

function refusal({attributes}: OnnxNode): string | null {
  if (attributes.get('do_rotary')?.i === 1)
    return 'turns positions in by itself (do_rotary); export the model with MultiHeadAttention or GroupQueryAttention';
  const sizes = attributes.get('qkv_hidden_sizes')?.ints ?? [];
  return new Set(sizes).size > 1
    ? 'has heads of different sizes (qkv_hidden_sizes); export the model without pruned heads, or written out'
    : null;
}

const widthOf = (index: GraphIndex, weights: string): number =>
  (index.constant(weights)?.dims[1] ?? 0) / 3;

function coreOfPacked(
  node: OnnxNode,
  shadow: ShadowBuilder,
  packed: string,
  width: number,
  {
    mask,
    past,
    attentionBias,
  }: Record<'mask' | 'past' | 'attentionBias', string | undefined>,
): AttentionCore | string {
  if (!Number.isInteger(width) || width <= 0)
    return 'its weights have no size that is known';
  const [query, key, value] = ['query', 'key', 'value'].map((what, i) =>
    shadow.part(packed, i * width, (i + 1) * width, what),
  );
  const pastKey = past ? shadow.entry(past, 0, 0, 'past_key') : '';
  const pastValue = past ? shadow.entry(past, 0, 1, 'past_value') : '';
  const outputs = ['output', 'present_key', 'present_value', 'scores'].map(what =>
    shadow.name(what),
  );
  const attributes = Object.fromEntries(
    SHARED.flatMap(name => {
      const attribute = node.attributes.get(name);
      return attribute ? [[name, attribute]] : [];
    }),
  );
  shadow.shadow.nodes.push(
    makeNode(
      'MultiHeadAttention',
      [query, key, value, '', mask ?? '', attentionBias ?? '', pastKey, pastValue],
      outputs,
      attributes,
      MICROSOFT,
    ),
  );
  shadow.shadow.equal.push([outputs[0], node.outputs[0]]);
  const tap = (tensor: string) => ({tensor, axes: POSITIONS_FIRST});
  return {
    ...coreOfScores(node, shadow, outputs[3]),
    query: tap(query),
    key: tap(key),
    value: tap(value),
  };
}
