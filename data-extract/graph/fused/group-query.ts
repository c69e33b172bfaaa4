import type {AttentionCore} from '../attention-core.ts';
import {HEADS_FIRST, POSITIONS_FIRST} from '../axes.ts';
import type {GraphIndex} from '../graph-index.ts';
import {NO_VALUE} from '../onnx.ts';
import type {OnnxNode} from '../onnx.ts';
import type {Tap} from '../trace.ts';
import {headWidth} from './head-width.ts';
import {identityNodes} from './identity.ts';
import {MICROSOFT, ShadowBuilder} from './shadow.ts';

/** Value of `qk_output` for the scores after the softmax. */
const AFTER_SOFTMAX = 2;

/**
 * `com.microsoft.GroupQueryAttention`: done again with `qk_output`, it tells the pattern
 * as its fourth output, window, softcap and sinks included. Inputs: query (or all three
 * packed), key, value, past_key, past_value, seqlens_k, total_sequence_length,
 * cos_cache, sin_cache, position_ids, attention_bias, head_sink.
 */
export function groupQueryCore(
  index: GraphIndex,
  node: OnnxNode,
): AttentionCore | string {
  const heads = node.attributes.get('num_heads')?.i ?? 0;
  const keyHeads = node.attributes.get('kv_num_heads')?.i ?? heads;
  const size = headSize(index, node, heads, keyHeads);
  if (size === null) return 'packs queries, keys and values of a size that is not known';
  const shadow = new ShadowBuilder(node.outputs[0]);
  const outputs = shadow.again(
    node,
    4,
    new Map([['qk_output', {...NO_VALUE, i: AFTER_SOFTMAX}]]),
  );
  shadow.shadow.equal.push([outputs[0], node.outputs[0]]);
  const [query, key, value] = inputTaps(node, shadow, heads * size, keyHeads * size);
  return {
    form: `${MICROSOFT}.${node.op}`,
    node,
    last: node,
    query,
    key,
    value,
    context: {tensor: node.outputs[0], axes: POSITIONS_FIRST},
    pattern: outputs[3],
    softmax: null,
    scores: null,
    inside: [],
    causal: true,
    softcap: (node.attributes.get('softcap')?.f ?? 0) > 0,
    sink:
      node.attributes.get('smooth_softmax')?.i === 1 || (node.inputs[11] ?? '') !== '',
    rotated:
      node.attributes.get('do_rotary')?.i === 1
        ? {
            query: rotate(node, shadow, query, heads),
            key: {tensor: node.outputs[1] || outputs[1], axes: HEADS_FIRST},
          }
        : null,
    shadow: shadow.shadow,
    identity: withIdentity(index, node, {
      heads,
      keyHeads,
      pattern: outputs[3],
      key: outputs[1],
      taps: {
        query,
        key,
        value,
      },
    }),
  };
}

/** Everything that the shadow makes, with the pattern told by values that are identity. */
function withIdentity(
  index: GraphIndex,
  node: OnnxNode,
  {
    heads,
    keyHeads,
    pattern,
    key,
    taps,
  }: {
    heads: number;
    keyHeads: number;
    pattern: string;
    key: string;
    taps: Record<'query' | 'key' | 'value', Tap>;
  },
): AttentionCore['identity'] {
  const packed = !node.inputs[1];
  const width = headWidth(index, taps.value.tensor, keyHeads, node.inputs[4]);
  if (width === null) return null;
  return tokens => {
    const parts = new ShadowBuilder(node.outputs[0]);
    const [query] = inputTaps(node, parts, heads * width.size, keyHeads * width.size);
    if (node.attributes.get('do_rotary')?.i === 1) rotate(node, parts, query, heads);
    const builder = new ShadowBuilder(`${node.outputs[0]}/identity`);
    builder.shadow.nodes.push(...parts.shadow.nodes);
    builder.shadow.constants.push(...parts.shadow.constants);
    identityNodes(
      builder,
      {
        node: {
          ...node,
          outputs: ['output', 'key', 'value'],
        },
        heads,
        keyHeads,
        ...width,
        headsFirst: false,
        pattern,
        withValues: (values, own, block) =>
          packed
            ? [
                own.node(
                  'Concat',
                  [taps.query.tensor, taps.key.tensor, values],
                  `packed_${block}`,
                  {axis: {i: -1}},
                ),
                ...node.inputs.slice(1),
              ]
            : [...node.inputs.slice(0, 2), values, ...node.inputs.slice(3)],
      },
      tokens,
    );
    // Turned keys come from the cache, which the first copy makes too.
    if (!node.outputs[1]) {
      builder.nodeAs('Identity', [builder.name('identity_0_1')], key);
    }
    return builder.shadow;
  };
}

/** Entries of a head; it is needed where queries, keys and values come in one. */
function headSize(
  index: GraphIndex,
  {inputs}: OnnxNode,
  heads: number,
  keyHeads: number,
): number | null {
  if (inputs[1]) return 0;
  const past = index.graph.inputs.find(({name}) => name === inputs[3])?.shape.at(-1);
  if (typeof past === 'number') return past;
  const linear = index.producer(inputs[0]);
  const width =
    linear?.attributes.get('N')?.i ??
    index.constant(linear?.inputs[1] ?? '')?.dims.at(-1);
  const size = (width ?? 0) / (heads + 2 * keyHeads);
  return Number.isInteger(size) && size > 0 ? size : null;
}

function inputTaps(
  {inputs}: OnnxNode,
  shadow: ShadowBuilder,
  width: number,
  keyWidth: number,
): [Tap, Tap, Tap] {
  const tap = (tensor: string): Tap => ({tensor, axes: POSITIONS_FIRST});
  const [query, key, value] = inputs;
  if (key) return [tap(query), tap(key), tap(value)];
  return [
    tap(shadow.part(query, 0, width, 'query')),
    tap(shadow.part(query, width, width + keyWidth, 'key')),
    tap(shadow.part(query, width + keyWidth, width + 2 * keyWidth, 'value')),
  ];
}

/** Queries with their positions turned in, which the operator keeps to itself. */
function rotate(node: OnnxNode, shadow: ShadowBuilder, query: Tap, heads: number): Tap {
  // One number is the position of the first query: captures read whole texts.
  const start = shadow.integers([0], 'start');
  const tensor = shadow.node(
    'RotaryEmbedding',
    [query.tensor, start, node.inputs[7] ?? '', node.inputs[8] ?? ''],
    'rotated_query',
    {
      num_heads: {i: heads},
      interleaved: {i: node.attributes.get('rotary_interleaved')?.i ?? 0},
    },
    MICROSOFT,
  );
  return {tensor, axes: POSITIONS_FIRST};
}
