import {DataType} from '../../../../data-extract/graph/onnx.ts';
import type {ModelBuilder} from './build-model.ts';
import {SIZES} from './sizes.ts';

const {D, V, LENGTH} = SIZES;
const MS = 'com.microsoft';

/** Writes what the first block reads. */
export type Embed = (m: ModelBuilder) => string;
/** Writes the scores, as `logits`, from what the last norm made. */
export type Head = (m: ModelBuilder, x: string) => void;

const number = (m: ModelBuilder, name: string, value: number): string =>
  m.constant(name, [], [value], DataType.float);
const tokens = (m: ModelBuilder): string =>
  m.node('Gather', [m.weight('wte', [V, D]), 'input_ids'], 'embed_tokens');
const counted = (m: ModelBuilder): string =>
  m.constant(
    'position_numbers',
    [1, LENGTH],
    Array.from({length: LENGTH}, (_, i) => i),
  );

export const embedTokens: Embed = m =>
  m.node('Gather', [m.weight('wte', [V, D]), 'input_ids'], 'embed');

/** Learned positions are added. */
export const embedPositions: Embed = m => {
  const rows = m.node('Gather', [m.weight('wpe', [LENGTH, D]), counted(m)], 'positions');
  return m.node('Add', [tokens(m), rows], 'embed');
};

/** Gemma: rows of the table times a number. */
export const embedScaled: Embed = m =>
  m.node('Mul', [tokens(m), number(m, 'root_d', Math.sqrt(D))], 'embed');

/** BERT: tokens, segments and positions, and a norm of the sum. */
export const embedNormed: Embed = m => {
  const kinds = m.constant(
    'token_type_ids',
    [1, LENGTH],
    new Array<number>(LENGTH).fill(0),
  );
  const segments = m.node('Gather', [m.weight('wse', [2, D]), kinds], 'segments');
  const rows = m.node('Gather', [m.weight('wpe', [LENGTH, D]), counted(m)], 'positions');
  const both = m.node('Add', [tokens(m), segments], 'with_segments');
  return m.node(
    'LayerNormalization',
    [
      m.node('Add', [both, rows], 'embed_sum'),
      m.weight('ln_e.weight', [D], 1),
      m.weight('ln_e.bias', [D]),
    ],
    'embed',
    {axis: {i: -1}, epsilon: {f: 1e-5}},
  );
};

/** The same in one node, after onnxruntime's optimizer. */
export const embedFused: Embed = m => {
  const int32 = {to: {i: DataType.int32}};
  const ids = m.node('Cast', ['input_ids'], 'ids32', int32);
  const kinds = m.constant(
    'token_type_ids',
    [1, LENGTH],
    new Array<number>(LENGTH).fill(0),
  );
  return m.nodeWith(
    'EmbedLayerNormalization',
    [
      ids,
      m.node('Cast', [kinds], 'kinds32', int32),
      m.weight('wte', [V, D]),
      m.weight('wpe', [LENGTH, D]),
      m.weight('wse', [2, D]),
      m.weight('ln_e.weight', [D], 1),
      m.weight('ln_e.bias', [D]),
    ],
    ['embed', 'mask_index'],
    {epsilon: {f: 1e-5}},
    MS,
  )[0];
};

export const plainHead: Head = (m, x) => {
  m.node('MatMul', [x, m.weight('wu', [D, V])], 'logits');
};

/** A copy of the token table, transposed. */
export const tiedHead: Head = (m, x) => {
  const values = m.columns('wte', [V, D]);
  const turned = Array.from(
    {length: D * V},
    (_, i) => values[(i % V) * D + Math.floor(i / V)],
  );
  m.node('MatMul', [x, m.constant('head', [D, V], turned, DataType.float)], 'logits');
};

/** The token table itself, transposed in the graph. */
export const sharedHead: Head = (m, x) => {
  const turned = m.node('Transpose', ['wte'], 'head', {perm: {ints: [1, 0]}});
  m.node('MatMul', [x, turned], 'logits');
};

export const headWithBias: Head = (m, x) => {
  const product = m.node('MatMul', [x, m.weight('wu', [D, V])], 'head_product');
  m.node('Add', [product, m.weight('bu', [V])], 'logits');
};

/** Gemma 2: the scores are bounded. */
export const boundedHead: Head = (m, x) => {
  const product = m.node('MatMul', [x, m.weight('wu', [D, V])], 'head_product');
  const cap = number(m, 'logit_cap', 5);
  const tanh = m.node('Tanh', [m.node('Div', [product, cap], 'head_in')], 'head_tanh');
  m.node('Mul', [tanh, cap], 'logits');
};

/** The scores of the last position alone. */
export const lastHead: Head = (m, x) => {
  const last = m.node('Gather', [x, m.constant('last_one', [1], [-1])], 'last_row', {
    axis: {i: 1},
  });
  m.node('MatMul', [last, m.weight('wu', [D, V])], 'logits');
};
