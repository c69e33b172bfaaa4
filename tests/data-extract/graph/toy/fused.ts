import {DataType} from '../../../../data-extract/graph/onnx.ts';
import type {Attend} from './attention.ts';
import {ModelBuilder} from './build-model.ts';
import {SIZES} from './sizes.ts';

const {H, SIZE, LENGTH} = SIZES;
const D: number = SIZES.D;
const MS = 'com.microsoft';
const PARTS = ['q', 'k', 'v'] as const;

const zeros = (m: ModelBuilder, name: string, size: number): string =>
  m.constant(name, [size], new Array<number>(size).fill(0), DataType.float);

/** `[row, part x column]` of the three weights, columns in the order that `at` tells. */
export function packedWeight(
  m: ModelBuilder,
  layer: number,
  at: (part: number, column: number) => number = (part, column) => part * D + column,
): {name: string; values: number[]} {
  const values = new Array<number>(3 * D * D);
  PARTS.forEach((p, part) => {
    new ModelBuilder().columns(`w${p}${layer}`, [D, D]).forEach((value, i) => {
      values[Math.floor(i / D) * 3 * D + at(part, i % D)] = value;
    });
  });
  const name = m.constant(`wqkv${layer}`, [D, 3 * D], values, DataType.float);
  return {name, values};
}

/** Variants of `com.microsoft.MultiHeadAttention`. */
export const multiHeadWith =
  (how: 'bias' | 'packed' | 'attention bias' | 'padding mask'): Attend =>
  (m, x, {linear, layer: l}) => {
    const attributes = {num_heads: {i: H}, unidirectional: {i: 1}};
    const node = (inputs: string[]): string =>
      m.node('MultiHeadAttention', inputs, `mha${l}`, attributes, MS);
    if (how === 'packed') {
      // `[batch, position, head, 3, entry]`.
      const {name} = packedWeight(
        m,
        l,
        (part, column) => (Math.floor(column / SIZE) * 3 + part) * SIZE + (column % SIZE),
      );
      const all = m.node('MatMul', [x, name], `qkv${l}`);
      const shape = m.constant('packed_shape', [5], [0, 0, H, 3, SIZE]);
      return node([m.node('Reshape', [all, shape], `packed${l}`)]);
    }
    const parts = PARTS.map(p => linear(m, x, `w${p}${l}`, [D, D]));
    if (how === 'bias') return node([...parts, zeros(m, 'no_bias', 3 * D)]);
    if (how === 'padding mask') {
      const mask = m.raw(
        'keys_seen',
        [1, LENGTH],
        DataType.int32,
        new Uint8Array(Int32Array.from({length: LENGTH}, () => 1).buffer),
      );
      return node([...parts, '', mask]);
    }
    const values = new Array<number>(LENGTH ** 2).fill(0);
    const bias = m.constant('flat', [1, 1, LENGTH, LENGTH], values, DataType.float);
    return node([...parts, '', '', bias]);
  };

/** One query at a time: `com.microsoft.DecoderMaskedMultiHeadAttention`. */
export const decoderMasked: Attend = (m, x, {linear, layer: l}) => {
  const parts = PARTS.map(p => linear(m, x, `w${p}${l}`, [D, D]));
  return m.nodeWith(
    'DecoderMaskedMultiHeadAttention',
    [
      ...parts,
      '',
      '',
      `past_key_values.${l}.key`,
      `past_key_values.${l}.value`,
      m.raw('past_length', [1], DataType.int32, new Uint8Array(4)),
    ],
    [`dmmha${l}`, `present.${l}.key`, `present.${l}.value`],
    {num_heads: {i: H}, past_present_share_buffer: {i: 1}},
    MS,
  )[0];
};

/** ALiBi: the further away a token is, the less, by another slope for each head. */
function distances(m: ModelBuilder): string {
  const values = Array.from({length: H * LENGTH * LENGTH}, (_, i) => {
    const [row, column] = [Math.floor(i / LENGTH) % LENGTH, i % LENGTH];
    return -Math.abs(row - column) / 2 ** (1 + Math.floor(i / LENGTH ** 2));
  });
  const all = m.constant('slopes', [1, H, LENGTH, LENGTH], values, DataType.float);
  // The rows of the tokens that are read, the columns of all that there are.
  const one = m.constant('axis1', [1], [1]);
  const sizeOf = (input: string): string =>
    m.once('Gather', [m.once('Shape', [input], `${input}_size`), one], `${input}_length`);
  const [own, total] = [sizeOf('input_ids'), sizeOf('attention_mask')];
  const first = m.once('Sub', [total, own], 'first_row');
  const rows = m.once(
    'Slice',
    [all, first, total, m.constant('axis2', [1], [2])],
    'slope_rows',
  );
  const ends = [m.constant('zero1', [1], [0]), total, m.constant('axis3', [1], [3])];
  return m.once('Slice', [rows, ...ends], 'slopes_seen');
}

/** Settings of `com.microsoft.GroupQueryAttention` that change the softmax. */
export const groupQueryWith =
  (how: 'softcap' | 'sink' | 'smooth' | 'window' | 'distance bias'): Attend =>
  (m, x, {linear, layer: l}) => {
    const int32 = {to: {i: DataType.int32}};
    const sum = m.once(
      'ReduceSum',
      ['attention_mask', m.constant('one_axis', [1], [1])],
      'mask_sum',
      {keepdims: {i: 0}},
    );
    const less = m.once('Sub', [sum, m.constant('one_int', [1], [1])], 'mask_sum_less');
    const shape = m.once('Shape', ['attention_mask'], 'mask_shape');
    const total = m.once(
      'Gather',
      [shape, m.constant('at_one', [], [1])],
      'mask_length',
      {
        axis: {i: 0},
      },
    );
    const sinks =
      how === 'sink'
        ? ['', '', '', '', m.constant(`sinks${l}`, [H], [0.5, -1], DataType.float)]
        : [];
    const bias = how === 'distance bias' ? ['', '', '', distances(m)] : [];
    return m.nodeWith(
      'GroupQueryAttention',
      [
        ...PARTS.map(p => linear(m, x, `w${p}${l}`, [D, D])),
        `past_key_values.${l}.key`,
        `past_key_values.${l}.value`,
        m.once('Cast', [less], 'seqlens_k', int32),
        m.once('Cast', [total], 'total_sequence_length', int32),
        ...sinks,
        ...bias,
      ],
      [`gqa${l}`, `present.${l}.key`, `present.${l}.value`],
      {
        num_heads: {i: H},
        kv_num_heads: {i: H},
        ...(how === 'softcap' ? {softcap: {f: 0.7}} : {}),
        ...(how === 'smooth' ? {smooth_softmax: {i: 1}} : {}),
        ...(how === 'window' ? {local_window_size: {i: 3}} : {}),
      },
      MS,
    )[0];
  };

/** `com.microsoft.Attention` with a mask of the tokens that are there. */
export const packedAttentionMasked: Attend = (m, x, {layer: l}) => {
  const mask = m.raw(
    'keys_seen',
    [1, LENGTH],
    DataType.int32,
    new Uint8Array(Int32Array.from({length: LENGTH}, () => 1).buffer),
  );
  return m.node(
    'Attention',
    [x, packedWeight(m, l).name, zeros(m, 'no_bias', 3 * D), mask],
    `att${l}`,
    {num_heads: {i: H}, unidirectional: {i: 1}},
    MS,
  );
};

/** `com.microsoft.QAttention`: weights and inputs of eight bits. */
export const quantisedAttention: Attend = (m, x, {layer: l}) => {
  const {values} = packedWeight(m, l);
  m.forget(`wqkv${l}`);
  const scale = Math.max(...values.map(Math.abs)) / 127;
  const bytes = Uint8Array.from(values, value => Math.round(value / scale) + 128);
  const [own, ownScale, ownZero] = m.nodeWith(
    'DynamicQuantizeLinear',
    [x],
    ['quantized', 'scale', 'zero_point'].map(part => `att${l}_x_${part}`),
  );
  return m.node(
    'QAttention',
    [
      own,
      m.raw(`wqkv${l}_quantized`, [D, 3 * D], DataType.uint8, bytes),
      zeros(m, 'no_bias', 3 * D),
      ownScale,
      m.constant(`wqkv${l}_scale`, [], [scale], DataType.float),
      '',
      ownZero,
      m.raw(`wqkv${l}_zero`, [], DataType.uint8, Uint8Array.of(128)),
    ],
    `att${l}`,
    {num_heads: {i: H}, unidirectional: {i: 1}},
    MS,
  );
};

/** The operator of ONNX itself with its options. */
export const onnxAttentionWith =
  (how: 'heads on an axis' | 'shared keys' | 'mask' | 'softcap'): Attend =>
  (m, x, {linear, layer: l}) => {
    const keyHeads = how === 'shared keys' ? 1 : H;
    const parts = PARTS.map(p =>
      linear(m, x, `w${p}${l}`, [D, p === 'q' ? D : keyHeads * SIZE]),
    );
    const causal = how !== 'mask';
    if (how === 'heads on an axis') {
      const split = m.constant('split', [4], [0, 0, H, SIZE]);
      const inputs = parts.map(part =>
        m.node(
          'Transpose',
          [m.node('Reshape', [part, split], `${part}_r`)],
          `${part}_t`,
          {
            perm: {ints: [0, 2, 1, 3]},
          },
        ),
      );
      const z = m.node('Attention', inputs, `att${l}`, {is_causal: {i: 1}});
      const turned = m.node('Transpose', [z], `att_t${l}`, {perm: {ints: [0, 2, 1, 3]}});
      return m.node('Reshape', [turned, m.constant('join', [3], [0, 0, D])], `att_r${l}`);
    }
    const square = Array.from({length: LENGTH ** 2}, (_, i) =>
      i % LENGTH <= Math.floor(i / LENGTH) ? 0 : -10000,
    );
    const mask = causal
      ? []
      : [m.constant('mask', [LENGTH, LENGTH], square, DataType.float)];
    return m.node('Attention', [...parts, ...mask], `att${l}`, {
      q_num_heads: {i: H},
      kv_num_heads: {i: keyHeads},
      ...(causal ? {is_causal: {i: 1}} : {}),
      ...(how === 'softcap' ? {softcap: {f: 2}} : {}),
    });
  };
