import {DataType} from '../../../../data-extract/graph/onnx.ts';
import type {Attend} from './attention.ts';
import {ModelBuilder} from './build-model.ts';
import {SIZES} from './sizes.ts';

const {H, SIZE, LENGTH} = SIZES;
const D: number = SIZES.D;
const MS = 'com.microsoft';
const PARTS = ['q', 'k', 'v'] as const;

export const turn = (m: ModelBuilder, t: string, perm: number[], name: string): string =>
  m.node('Transpose', [t], name, {perm: {ints: perm}});
const reshape = (m: ModelBuilder, t: string, dims: number[], name: string): string =>
  m.node('Reshape', [t, m.constant(`to_${dims.join('_')}`, [dims.length], dims)], name);
const number = (m: ModelBuilder, name: string, value: number): string =>
  m.constant(name, [], [value], DataType.float);

/** Adds to scores what hides later tokens. */
const causal = (m: ModelBuilder, dims: number[]): string => {
  const square = LENGTH * LENGTH;
  const values = Array.from({length: square}, (_, i) =>
    i % LENGTH <= Math.floor(i / LENGTH) ? 0 : -10000,
  );
  return m.constant('mask', dims, values, DataType.float);
};

/** One weight for queries, keys and values, columns in the order that `at` tells. */
function packed(
  m: ModelBuilder,
  layer: number,
  at: (part: number, column: number) => number,
): string {
  const all = PARTS.map(p => new ModelBuilder().columns(`w${p}${layer}`, [D, D]));
  const values = new Array<number>(3 * D * D);
  all.forEach((columns, part) => {
    columns.forEach((value, i) => {
      const [row, column] = [Math.floor(i / D), i % D];
      values[row * 3 * D + at(part, column)] = value;
    });
  });
  return m.constant(`wqkv${layer}`, [D, 3 * D], values, DataType.float);
}

/** From queries, keys and values `[b, h, s, d]` (keys turned) to the weighted values. */
export function mix(
  m: ModelBuilder,
  [q, k, v]: readonly string[],
  l: number,
  {
    scale = true,
    bias,
    mask = causal(m, [1, 1, LENGTH, LENGTH]),
  }: {scale?: boolean; bias?: string; mask?: string} = {},
): string {
  let s = m.node('MatMul', [q, k], `qk${l}`);
  if (scale) s = m.node('Mul', [s, number(m, 'scale', SIZE ** -0.5)], `scaled${l}`);
  if (bias !== undefined) s = m.node('Add', [s, bias], `biased${l}`);
  s = m.node('Add', [s, mask], `masked${l}`);
  const p = m.node('Softmax', [s], `probabilities${l}`, {axis: {i: -1}});
  return joined(m, m.node('MatMul', [p, v], `z${l}`), l);
}

const joined = (m: ModelBuilder, z: string, l: number): string =>
  reshape(m, turn(m, z, [0, 2, 1, 3], `zt${l}`), [0, 0, D], `zr${l}`);

export const headsOf = (
  m: ModelBuilder,
  t: string,
  name: string,
  isKey = false,
): string =>
  turn(
    m,
    reshape(m, t, [0, 0, H, SIZE], `${name}_r`),
    isKey ? [0, 2, 3, 1] : [0, 2, 1, 3],
    `${name}_t`,
  );

/** GPT-2: one layer makes all three, which a Split takes apart. */
export const splitAfter: Attend = (m, x, {layer: l}) => {
  const weight = packed(m, l, (part, column) => part * D + column);
  const all = m.node('MatMul', [x, weight], `qkv${l}`);
  const parts = m.nodeWith(
    'Split',
    [all, m.constant('thirds', [3], [D, D, D])],
    PARTS.map(p => `${p}${l}`),
    {axis: {i: 2}},
  );
  return mix(
    m,
    parts.map((part, i) => headsOf(m, part, part, i === 1)),
    l,
  );
};

/** GPT-NeoX and BLOOM: queries, keys and values of each head lie side by side. */
export const splitPerHead: Attend = (m, x, {layer: l}) => {
  const weight = packed(
    m,
    l,
    (part, column) => (Math.floor(column / SIZE) * 3 + part) * SIZE + (column % SIZE),
  );
  const all = m.node('MatMul', [x, weight], `qkv${l}`);
  const five = reshape(m, all, [0, 0, H, 3, SIZE], `qkv5${l}`);
  const parts = PARTS.map((part, i) => {
    const own = m.node('Gather', [five, m.constant(`part${i}`, [], [i])], `${part}${l}`, {
      axis: {i: 3},
    });
    return turn(m, own, part === 'k' ? [0, 2, 3, 1] : [0, 2, 1, 3], `${part}t${l}`);
  });
  return mix(m, parts, l);
};

/** OPT and BART: heads and batch on one axis; queries are scaled before the product. */
export const batchedHeads: Attend = (m, x, {linear, layer: l}) => {
  const [q, k, v] = PARTS.map(part => {
    const own = linear(m, x, `w${part}${l}`, [D, D]);
    const scaled =
      part === 'q'
        ? m.node('Mul', [own, number(m, 'scale', SIZE ** -0.5)], `q_scaled${l}`)
        : own;
    return reshape(
      m,
      headsOf(m, scaled, `${part}${l}`),
      [-1, LENGTH, SIZE],
      `${part}3${l}`,
    );
  });
  const scores = m.node('MatMul', [q, turn(m, k, [0, 2, 1], `kt${l}`)], `qk${l}`);
  const four = reshape(m, scores, [1, H, LENGTH, LENGTH], `qk4${l}`);
  const masked = m.node('Add', [four, causal(m, [1, 1, LENGTH, LENGTH])], `masked${l}`);
  const three = reshape(m, masked, [-1, LENGTH, LENGTH], `masked3${l}`);
  const p = m.node('Softmax', [three], `probabilities${l}`, {axis: {i: -1}});
  const z = reshape(m, m.node('MatMul', [p, v], `z${l}`), [1, H, LENGTH, SIZE], `z4${l}`);
  return joined(m, z, l);
};

/** Products as sums over letters. */
export const einsum: Attend = (m, x, {linear, layer: l}) => {
  const [q, k, v] = PARTS.map(part =>
    reshape(m, linear(m, x, `w${part}${l}`, [D, D]), [0, 0, H, SIZE], `${part}r${l}`),
  );
  const product = (inputs: string[], name: string, equation: string): string =>
    m.node('Einsum', inputs, name, {equation: {s: equation}});
  let s = product([q, k], `qk${l}`, 'bqhd,bkhd->bhqk');
  s = m.node('Mul', [s, number(m, 'scale', SIZE ** -0.5)], `scaled${l}`);
  s = m.node('Add', [s, causal(m, [1, 1, LENGTH, LENGTH])], `masked${l}`);
  const p = m.node('Softmax', [s], `probabilities${l}`, {axis: {i: -1}});
  return reshape(m, product([p, v], `z${l}`, 'bhqk,bkhd->bqhd'), [0, 0, D], `zr${l}`);
};

/** After onnxruntime's optimizer: keys turned and scaled inside the product. */
export const fusedMatMul =
  ({biasSoftmax = false} = {}): Attend =>
  (m, x, {linear, layer: l}) => {
    const [q, k, v] = PARTS.map(part =>
      headsOf(m, linear(m, x, `w${part}${l}`, [D, D]), `${part}${l}`),
    );
    const s = m.node(
      'FusedMatMul',
      [q, k],
      `qk${l}`,
      {transB: {i: 1}, alpha: {f: SIZE ** -0.5}},
      MS,
    );
    const mask = causal(m, [1, 1, LENGTH, LENGTH]);
    const p = biasSoftmax
      ? m.node(
          'BiasSoftmax',
          [s, mask],
          `probabilities${l}`,
          {axis: {i: 3}, is_inner_broadcast: {i: 0}},
          MS,
        )
      : m.node('Softmax', [m.node('Add', [s, mask], `masked${l}`)], `probabilities${l}`, {
          axis: {i: -1},
        });
    return joined(m, m.node('MatMul', [p, v], `z${l}`), l);
  };

/** T5: no scale, a bias by distance that layers share. */
export const relativeBias: Attend = (m, x, {linear, layer: l}) => {
  const values = Array.from({length: H * LENGTH * LENGTH}, (_, i) => {
    const [row, column] = [Math.floor(i / LENGTH) % LENGTH, i % LENGTH];
    return -0.1 * (1 + Math.floor(i / LENGTH ** 2)) * Math.abs(row - column);
  });
  const bias = m.constant('distance', [1, H, LENGTH, LENGTH], values, DataType.float);
  const parts = PARTS.map(part =>
    headsOf(m, linear(m, x, `w${part}${l}`, [D, D]), `${part}${l}`, part === 'k'),
  );
  return mix(m, parts, l, {scale: false, bias});
};

/** How positions are turned into queries and keys. */
export type Rotation = 'halves' | 'pairs' | 'part' | 'operator' | 'onnx';

/** Cosines and sines `[1, 1, position, entry]` for so many entries of a head. */
function waves(m: ModelBuilder, entries: number, pairs: boolean): string[] {
  return ([Math.cos, Math.sin] as const).map(wave => {
    const values = Array.from({length: LENGTH * entries}, (_, i) => {
      const entry = i % entries;
      const at = pairs ? Math.floor(entry / 2) : entry % (entries / 2);
      return wave(Math.floor(i / entries) * 10000 ** ((-2 * at) / entries));
    });
    return m.constant(
      `${wave.name}_${pairs ? 'pairs' : 'halves'}_${entries}`,
      [1, 1, LENGTH, entries],
      values,
      DataType.float,
    );
  });
}

/** `x * cos + rotated(x) * sin`, as torch's exporter writes it. */
function rotateHalves(m: ModelBuilder, x: string, entries: number): string {
  const [cos, sin] = waves(m, entries, false);
  const slice = (from: number, to: number, name: string): string =>
    m.node(
      'Slice',
      [x, ...[from, to, -1].map((at, i) => m.constant(`cut${at}_${i}`, [1], [at]))],
      name,
    );
  const first = slice(0, entries / 2, `${x}_first`);
  const second = m.node('Neg', [slice(entries / 2, 4096, `${x}_second`)], `${x}_negated`);
  const turned = m.node('Concat', [second, first], `${x}_turned`, {axis: {i: -1}});
  return m.node(
    'Add',
    [m.node('Mul', [x, cos], `${x}_cos`), m.node('Mul', [turned, sin], `${x}_sin`)],
    `${x}_rotated`,
  );
}

/** Neighbours are turned: `[x0, x1, ..]` to `[-x1, x0, ..]`. */
function rotatePairs(m: ModelBuilder, x: string): string {
  const [cos, sin] = waves(m, SIZE, true);
  const pick = (from: number, name: string): string =>
    m.node(
      'Slice',
      [
        x,
        m.constant(`from${from}`, [1], [from]),
        m.constant('to_end', [1], [4096]),
        m.constant('last_axis', [1], [-1]),
        m.constant('every_second', [1], [2]),
      ],
      name,
    );
  const wide = (t: string, name: string): string =>
    m.node('Unsqueeze', [t, m.constant('last_axis', [1], [-1])], name);
  const odd = m.node('Neg', [pick(1, `${x}_odd`)], `${x}_negated`);
  const both = m.node(
    'Concat',
    [wide(odd, `${x}_odd_wide`), wide(pick(0, `${x}_even`), `${x}_even_wide`)],
    `${x}_pairs`,
    {axis: {i: -1}},
  );
  const turned = reshape(m, both, [1, H, LENGTH, SIZE], `${x}_turned`);
  return m.node(
    'Add',
    [m.node('Mul', [x, cos], `${x}_cos`), m.node('Mul', [turned, sin], `${x}_sin`)],
    `${x}_rotated`,
  );
}

function rotate(m: ModelBuilder, x: string, how: Rotation): string {
  if (how === 'halves') return rotateHalves(m, x, SIZE);
  if (how === 'pairs') return rotatePairs(m, x);
  if (how === 'part') {
    const [own, rest] = m.nodeWith(
      'Split',
      [x, m.constant('half_each', [2], [SIZE / 2, SIZE / 2])],
      [`${x}_own`, `${x}_rest`],
      {axis: {i: 3}},
    );
    return m.node('Concat', [rotateHalves(m, own, SIZE / 2), rest], `${x}_joined`, {
      axis: {i: -1},
    });
  }
  const half = SIZE / 2;
  const caches = ([Math.cos, Math.sin] as const).map(wave =>
    m.constant(
      `${wave.name}_cache`,
      [LENGTH, half],
      Array.from({length: LENGTH * half}, (_, i) =>
        wave(Math.floor(i / half) * 10000 ** (-(i % half) / half)),
      ),
      DataType.float,
    ),
  );
  const positions = m.constant(
    'positions',
    [1, LENGTH],
    Array.from({length: LENGTH}, (_, i) => i),
  );
  return how === 'onnx'
    ? m.node('RotaryEmbedding', [x, ...caches, positions], `${x}_rotated`)
    : m.node('RotaryEmbedding', [x, positions, ...caches], `${x}_rotated`, {}, MS);
}

/** Positions turned into queries and keys, perhaps after a norm of each head (Qwen 3). */
export const rotary =
  (how: Rotation, norm = false): Attend =>
  (m, x, {linear, layer: l}) => {
    const parts = PARTS.map(part => {
      const own = headsOf(m, linear(m, x, `w${part}${l}`, [D, D]), `${part}${l}`);
      if (part === 'v') return own;
      const ready = norm
        ? m.node(
            'SimplifiedLayerNormalization',
            [own, m.weight(`${part}_norm${l}`, [SIZE], 1)],
            `${own}_normed`,
            {axis: {i: -1}, epsilon: {f: 1e-6}},
          )
        : own;
      const rotated = rotate(m, ready, how);
      return part === 'k' ? turn(m, rotated, [0, 1, 3, 2], `kt${l}`) : rotated;
    });
    return mix(m, parts, l);
  };

/** The rows of the mask that belong to the last tokens, by the sizes of queries and keys. */
export function maskWithPast(m: ModelBuilder, query: string, key: string): string {
  const sizeOf = (t: string): string =>
    m.node(
      'Gather',
      [m.node('Shape', [t], `${t}_shape`), m.constant('axis2', [1], [2])],
      `${t}_length`,
    );
  const [own, all] = [sizeOf(query), sizeOf(key)];
  const start = m.node('Sub', [all, own], `${query}_start`);
  const square = causal(m, [1, 1, LENGTH, LENGTH]);
  const rows = m.node(
    'Slice',
    [square, start, all, m.constant('axis2', [1], [2])],
    `${query}_mask_rows`,
  );
  return m.node(
    'Slice',
    [rows, m.constant('zero1', [1], [0]), all, m.constant('axis3', [1], [3])],
    `${query}_mask`,
  );
}

/** Optimum: keys and values are appended to those of a cache, and repeated if shared. */
export const cached =
  (keyHeads: number = H): Attend =>
  (m, x, {linear, layer: l}) => {
    const width = keyHeads * SIZE;
    const query = headsOf(m, linear(m, x, `wq${l}`, [D, D]), `q${l}`);
    const [key, value] = (['key', 'value'] as const).map(name => {
      const own = linear(m, x, `w${name[0]}${l}`, [D, width]);
      const heads = turn(
        m,
        reshape(m, own, [0, 0, keyHeads, SIZE], `${name}_r${l}`),
        [0, 2, 1, 3],
        `${name}_t${l}`,
      );
      const all = m.node(
        'Concat',
        [`past_key_values.${l}.${name}`, heads],
        `present.${l}.${name}`,
        {axis: {i: 2}},
      );
      if (keyHeads === H) return all;
      const five = m.node(
        'Unsqueeze',
        [all, m.constant('axis2', [1], [2])],
        `${name}_5${l}`,
      );
      const shape = m.constant('shape5', [5], [1, 1, H / keyHeads, 1, 1]);
      const wide = m.node('Expand', [five, shape], `${name}_wide${l}`);
      return reshape(m, wide, [0, H, -1, SIZE], `${name}_all${l}`);
    });
    const mask = maskWithPast(m, query, key);
    return mix(m, [query, turn(m, key, [0, 1, 3, 2], `kt${l}`), value], l, {mask});
  };
