import {DataType} from '../../../../data-extract/graph/onnx.ts';
import type {OnnxNode} from '../../../../data-extract/graph/onnx.ts';
import {layerNorm, relu} from './blocks.ts';
import {ModelBuilder} from './build-model.ts';
import type {End} from './build-model.ts';
import {embedTokens} from './ends.ts';
import {headsOf, maskWithPast, mix, turn} from './layouts.ts';
import {matMul} from './linears.ts';
import {SIZES} from './sizes.ts';
import type {ToyFiles} from './toy-model.ts';

const {D, H, SIZE, V, LAYERS} = SIZES;
const KINDS = ['key', 'value'] as const;
const layers = Array.from({length: LAYERS}, (_, l) => l);

/** How a decoder is exported. */
export interface DecoderStyle {
  /** Attention to the encoder: written out, or one operator. */
  cross?: 'written' | 'MultiHeadAttention';
  /** One graph for the first token and one for the later ones, in the branches of an `If`. */
  merged?: boolean;
}

/** Reads a text both ways; its output is `last_hidden_state`. */
export function toyEncoder(): ToyFiles {
  const m = new ModelBuilder();
  let x = embedTokens(m);
  for (const l of layers) {
    const n = layerNorm(m, x, `e_ln1_${l}`);
    const [q, k, v] = ['q', 'k', 'v'].map(part =>
      headsOf(m, matMul(m, n, `e_${part}${l}`, [D, D]), `e_${part}h${l}`, part === 'k'),
    );
    const none = m.constant('no_mask', [1, 1, 1, 1], [0], DataType.float);
    const out = matMul(m, mix(m, [q, k, v], l, {mask: none}), `e_o${l}`, [D, D]);
    const mid = m.node('Add', [x, out], `e_mid${l}`);
    x = m.node(
      'Add',
      [mid, relu(m, layerNorm(m, mid, `e_ln2_${l}`), matMul, l)],
      `e_post${l}`,
    );
  }
  layerNorm(m, x, 'last_hidden_state');
  return m.build(
    [
      ['input_ids', DataType.int64, ['b', 's']],
      ['attention_mask', DataType.int64, ['b', 's']],
    ],
    ['last_hidden_state'],
  );
}

/** Reads its own text and looks at the encoder's. */
export function toyDecoder({cross = 'written', merged = false}: DecoderStyle): ToyFiles {
  const m = new ModelBuilder();
  const first = nodesOf(m, cross, false, merged);
  const names = layers.flatMap(l =>
    ['decoder', 'encoder'].flatMap(side => KINDS.map(kind => `${l}.${side}.${kind}`)),
  );
  const inputs: End[] = [
    ['input_ids', DataType.int64, ['b', 's']],
    ['encoder_hidden_states', DataType.float, ['b', 'es', D]],
  ];
  if (!merged) {
    m.put(first);
    return m.build(inputs, ['logits']);
  }
  const past = names.map(
    name => [`past_key_values.${name}`, DataType.float, ['b', H, 'past', SIZE]] as End,
  );
  return m.build(
    [...inputs, ...past, ['use_cache_branch', DataType.bool, [1]]],
    ['logits', ...names.map(name => `present.${name}`)],
    {branches: {then: nodesOf(m, cross, true, true), else: first}},
  );
}

function nodesOf(
  m: ModelBuilder,
  cross: DecoderStyle['cross'],
  past: boolean,
  presents: boolean,
): OnnxNode[] {
  let x = embedTokens(m);
  for (const l of layers) {
    const self = selfAttention(m, layerNorm(m, x, `ln1_${l}`), l, past, presents);
    const mid = m.node('Add', [x, matMul(m, self, `o${l}`, [D, D])], `mid${l}`);
    const n = layerNorm(m, mid, `ln2_${l}`);
    const seen = crossAttention(m, n, l, {cross, past, presents});
    const late = m.node('Add', [mid, matMul(m, seen, `co${l}`, [D, D])], `late${l}`);
    const mlp = relu(m, layerNorm(m, late, `ln3_${l}`), matMul, l);
    x = m.node('Add', [late, mlp], `post${l}`);
  }
  m.node('MatMul', [layerNorm(m, x, 'ln_f'), m.weight('wu', [D, V])], 'logits');
  return m.cut();
}

function selfAttention(
  m: ModelBuilder,
  x: string,
  l: number,
  past: boolean,
  presents: boolean,
): string {
  const query = headsOf(m, matMul(m, x, `wq${l}`, [D, D]), `q${l}`);
  const [key, value] = KINDS.map(kind => {
    const own = headsOf(m, matMul(m, x, `w${kind}${l}`, [D, D]), `${kind}${l}`);
    const present = `present.${l}.decoder.${kind}`;
    if (past) {
      return m.node('Concat', [`past_key_values.${l}.decoder.${kind}`, own], present, {
        axis: {i: 2},
      });
    }
    return presents ? m.node('Identity', [own], present) : own;
  });
  const mask = maskWithPast(m, query, key);
  return mix(m, [query, turn(m, key, [0, 1, 3, 2], `kt${l}`), value], l, {mask});
}

function crossAttention(
  m: ModelBuilder,
  x: string,
  l: number,
  {
    cross,
    past,
    presents,
  }: {cross: DecoderStyle['cross']; past: boolean; presents: boolean},
): string {
  const query = matMul(m, x, `cq${l}`, [D, D]);
  const states = 'encoder_hidden_states';
  if (cross === 'MultiHeadAttention') {
    const [key, value] = KINDS.map(kind => matMul(m, states, `c${kind}${l}`, [D, D]));
    return m.node(
      'MultiHeadAttention',
      [query, key, value],
      `cross${l}`,
      {num_heads: {i: H}},
      'com.microsoft',
    );
  }
  const [key, value] = KINDS.map(kind => {
    const present = `present.${l}.encoder.${kind}`;
    if (past)
      return m.node('Identity', [`past_key_values.${l}.encoder.${kind}`], present);
    const own = headsOf(m, matMul(m, states, `c${kind}${l}`, [D, D]), `c${kind}h${l}`);
    return presents ? m.node('Identity', [own], present) : own;
  });
  const turned = turn(m, key, [0, 1, 3, 2], `ckt${l}`);
  const none = m.constant('no_mask', [1, 1, 1, 1], [0], DataType.float);
  const parts = [headsOf(m, query, `cqh${l}`), turned, value];
  return mix(m, parts, 100 + l, {mask: none});
}
