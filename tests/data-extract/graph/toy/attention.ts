import {DataType} from '../../../../data-extract/graph/onnx.ts';
import {ModelBuilder} from './build-model.ts';
import type {Linear} from './linears.ts';
import {SIZES} from './sizes.ts';

const {H, SIZE, LENGTH} = SIZES;
const D: number = SIZES.D;
const MS = 'com.microsoft';

/** What an attention is built of besides its input. */
export interface AttendParts {
  linear: Linear;
  layer: number;
}

/** Writes an attention into a graph, up to the weighted values `[batch, position, d]`. */
export type Attend = (m: ModelBuilder, x: string, parts: AttendParts) => string;

/** Styles of the written-out attention. */
export interface Writing {
  /** How scores are scaled: after the product, or queries and keys each by the root. */
  scale?: 'mul' | 'div' | 'split';
  mask?: 'add' | 'where' | 'none';
  /** A value that no token has takes part in the softmax. */
  sink?: boolean;
  softcap?: boolean;
  /** Rows of masked tokens alone become zeros instead of NaN. */
  guard?: boolean;
  /** The softmax runs in 32 bits between two casts. */
  casts?: boolean;
  /** One head of keys and values that all queries share, repeated. */
  repeat?: boolean;
  /** Heads, as many as the models have where it is left out; more of them are smaller. */
  heads?: number;
}

const scalar = (m: ModelBuilder, name: string, value: number): string =>
  m.constant(name, [], [value], DataType.float);

const queriesKeysValues = (
  m: ModelBuilder,
  x: string,
  {linear, layer}: AttendParts,
  width = D,
): [string, string, string] =>
  (['q', 'k', 'v'] as const).map(part =>
    linear(m, x, `w${part}${layer}`, [D, part === 'q' ? D : width]),
  ) as [string, string, string];

/** Attention as exporters write it out, node by node. */
export const written =
  ({
    scale = 'mul',
    mask = 'add',
    sink = false,
    softcap = false,
    guard = false,
    casts = false,
    repeat = false,
    heads: H = SIZES.H,
  }: Writing = {}): Attend =>
  (m, x, parts) => {
    const l = parts.layer;
    const SIZE = D / H;
    const turn = (t: string, perm: number[], name: string): string =>
      m.node('Transpose', [t], name, {perm: {ints: perm}});
    const split = (t: string, heads: number): string => {
      const shape = m.constant(`split${heads}`, [4], [0, 0, heads, SIZE]);
      const four = m.node('Reshape', [t, shape], `${t}_r`);
      return turn(four, [0, 2, 1, 3], `${t}_t`);
    };
    const [q, k, v] = queriesKeysValues(m, x, parts, repeat ? SIZE : D);
    let query = split(q, H);
    const [key, value] = [k, v].map(t => {
      const own = split(t, repeat ? 1 : H);
      if (!repeat) return own;
      const shape = m.constant('repeat', [4], [1, H, LENGTH, SIZE]);
      return m.node('Expand', [own, shape], `${t}_repeated`);
    });
    let turned = turn(key, [0, 1, 3, 2], `kt${l}`);
    if (scale === 'split') {
      const root = scalar(m, 'root', SIZE ** -0.25);
      query = m.node('Mul', [query, root], `q_scaled${l}`);
      turned = m.node('Mul', [turned, root], `k_scaled${l}`);
    }
    let s = m.node('MatMul', [query, turned], `qk${l}`);
    if (scale === 'mul') {
      s = m.node('Mul', [s, scalar(m, `scale${H}`, SIZE ** -0.5)], `scaled${l}`);
    }
    if (scale === 'div') {
      s = m.node('Div', [s, scalar(m, 'divisor', SIZE ** 0.5)], `scaled${l}`);
    }
    if (softcap) {
      const cap = scalar(m, 'cap', 2);
      s = m.node('Div', [s, cap], `capped_in${l}`);
      s = m.node('Tanh', [s], `tanh${l}`);
      s = m.node('Mul', [s, cap], `capped${l}`);
    }
    const lower = Array.from(
      {length: LENGTH * LENGTH},
      (_, i) => i % LENGTH <= Math.floor(i / LENGTH),
    );
    const square = [1, 1, LENGTH, LENGTH];
    if (mask === 'add') {
      const values = lower.map(sees => (sees ? 0 : -10000));
      s = m.node(
        'Add',
        [s, m.constant('mask', square, values, DataType.float)],
        `masked${l}`,
      );
    }
    if (mask === 'where') {
      const sees = m.raw(
        'sees',
        square,
        DataType.bool,
        Uint8Array.from(lower, entry => (entry ? 1 : 0)),
      );
      s = m.node('Where', [sees, s, scalar(m, 'least', -1e9)], `masked${l}`);
    }
    if (sink) {
      const values = Array.from({length: H * LENGTH}, (_, i) => (i % 3) - 1);
      const sinks = m.constant('sinks', [1, H, LENGTH, 1], values, DataType.float);
      s = m.node('Concat', [s, sinks], `with_sink${l}`, {axis: {i: -1}});
    }
    if (casts) s = m.node('Cast', [s], `wide${l}`, {to: {i: DataType.float}});
    let p = m.node('Softmax', [s], `probabilities${l}`, {axis: {i: -1}});
    if (casts)
      p = m.node('Cast', [p], `narrow${l}`, {
        to: {i: m.half ? DataType.float16 : DataType.float},
      });
    if (guard) {
      const nan = m.node('IsNaN', [p], `nan${l}`);
      p = m.node('Where', [nan, scalar(m, 'zero', 0), p], `guarded${l}`);
    }
    if (sink) {
      const [from, to, axis] = [0, LENGTH, 3].map((at, i) =>
        m.constant(`slice${i}`, [1], [at]),
      );
      p = m.node('Slice', [p, from, to, axis], `without_sink${l}`);
    }
    const z = turn(m.node('MatMul', [p, value], `z${l}`), [0, 2, 1, 3], `zt${l}`);
    return m.node('Reshape', [z, m.constant('join', [3], [0, 0, D])], `zr${l}`);
  };

export const multiHead: Attend = (m, x, parts) =>
  m.node(
    'MultiHeadAttention',
    queriesKeysValues(m, x, parts),
    `mha${parts.layer}`,
    {num_heads: {i: H}, unidirectional: {i: 1}},
    MS,
  );

/** The same without a mask, as in encoders. */
export const multiHeadBothWays: Attend = (m, x, parts) =>
  m.node(
    'MultiHeadAttention',
    queriesKeysValues(m, x, parts),
    `mha${parts.layer}`,
    {num_heads: {i: H}},
    MS,
  );

/** How many tokens there are, from the mask, as onnxruntime-genai works it out. */
function lengths(m: ModelBuilder): [seqlens: string, total: string] {
  const int32 = {to: {i: DataType.int32}};
  const sum = m.once(
    'ReduceSum',
    ['attention_mask', m.constant('one_axis', [1], [1])],
    'mask_sum',
    {
      keepdims: {i: 0},
    },
  );
  const less = m.once('Sub', [sum, m.constant('one_int', [1], [1])], 'mask_sum_less');
  const shape = m.once('Shape', ['attention_mask'], 'mask_shape');
  const total = m.once('Gather', [shape, m.constant('at_one', [], [1])], 'mask_length', {
    axis: {i: 0},
  });
  return [
    m.once('Cast', [less], 'seqlens_k', int32),
    m.once('Cast', [total], 'total_sequence_length', int32),
  ];
}

/** Cosines and sines of rotary positions, `[position, size / 2]`. */
function turns(m: ModelBuilder): string[] {
  return ([Math.cos, Math.sin] as const).map(wave => {
    const half = SIZE / 2;
    const values = Array.from({length: 16 * half}, (_, i) =>
      wave(Math.floor(i / half) * 10000 ** (-(i % half) / half)),
    );
    return m.constant(`${wave.name}_cache`, [16, half], values, DataType.float);
  });
}

/** RMSNorm of each head. */
function normedByHead(m: ModelBuilder, x: string, gain: string, heads: number): string {
  const split = m.constant(`norm_split${heads}`, [4], [0, 0, heads, SIZE]);
  const normed = m.node(
    'SimplifiedLayerNormalization',
    [m.node('Reshape', [x, split], `${x}_heads`), gain],
    `${x}_normed`,
    {axis: {i: -1}, epsilon: {f: 1e-6}},
  );
  const flat = m.constant('norm_flat', [3], [0, 0, -1]);
  return m.node('Reshape', [normed, flat], `${x}_joined`);
}

export const groupQuery =
  ({
    packed = false,
    keyHeads = H as number,
    rotary = false,
    norms = null as 'built in' | 'before' | null,
  } = {}): Attend =>
  (m, x, {linear, layer: l}) => {
    const width = keyHeads * SIZE;
    let inputs: string[];
    if (packed) {
      const columns = (['q', 'k', 'v'] as const).map(part => {
        const dims = [D, part === 'q' ? D : width];
        return {outer: dims[1], values: new ModelBuilder().columns(`w${part}${l}`, dims)};
      });
      const values = Array.from({length: D}, (_, row) =>
        columns.flatMap(({outer, values: all}) =>
          all.slice(row * outer, (row + 1) * outer),
        ),
      ).flat();
      const weight = m.constant(`wqkv${l}`, [D, D + 2 * width], values, DataType.float);
      inputs = [m.node('MatMul', [x, weight], `qkv${l}`), '', ''];
    } else {
      inputs = queriesKeysValues(m, x, {linear, layer: l}, width);
    }
    const gains = norms
      ? ['q', 'k'].map(part => m.weight(`${part}_norm${l}`, [SIZE], 1))
      : [];
    if (norms === 'before') {
      inputs = inputs.map((tensor, i) =>
        i === 2 ? tensor : normedByHead(m, tensor, gains[i], i === 0 ? H : keyHeads),
      );
    }
    return m.nodeWith(
      'GroupQueryAttention',
      [
        ...inputs,
        `past_key_values.${l}.key`,
        `past_key_values.${l}.value`,
        ...lengths(m),
        ...(rotary ? turns(m) : []),
        ...(norms === 'built in' ? ['', '', '', '', '', ...gains] : []),
      ],
      [`gqa${l}`, `present.${l}.key`, `present.${l}.value`],
      {
        num_heads: {i: H},
        kv_num_heads: {i: keyHeads},
        ...(rotary ? {do_rotary: {i: 1}} : {}),
      },
      MS,
    )[0];
  };

/** One weight for queries, keys and values, as onnxruntime's optimizer fuses it. */
export const packedAttention: Attend = (m, x, {layer: l}) => {
  const all = ['q', 'k', 'v'].map(p => new ModelBuilder().columns(`w${p}${l}`, [D, D]));
  const values = Array.from({length: D}, (_, row) =>
    all.flatMap(columns => columns.slice(row * D, (row + 1) * D)),
  ).flat();
  const weights = m.constant(`wqkv${l}`, [D, 3 * D], values, DataType.float);
  const zeros = Array.from({length: 3 * D}, () => 0);
  const bias = m.constant('zeros', [3 * D], zeros, DataType.float);
  return m.node(
    'Attention',
    [x, weights, bias],
    `att${l}`,
    {num_heads: {i: H}, unidirectional: {i: 1}},
    MS,
  );
};

/** The operator of ONNX itself, from operator set 23 on. */
export const onnxAttention: Attend = (m, x, parts) =>
  m.node('Attention', queriesKeysValues(m, x, parts), `att${parts.layer}`, {
    q_num_heads: {i: H},
    kv_num_heads: {i: H},
    is_causal: {i: 1},
  });

/** The same with a cache that it appends to. */
export const onnxAttentionCached: Attend = (m, x, parts) => {
  const {layer: l} = parts;
  return m.nodeWith(
    'Attention',
    [
      ...queriesKeysValues(m, x, parts),
      '',
      `past_key_values.${l}.key`,
      `past_key_values.${l}.value`,
    ],
    [`att${l}`, `present.${l}.key`, `present.${l}.value`],
    {q_num_heads: {i: H}, kv_num_heads: {i: H}, is_causal: {i: 1}},
  )[0];
};
