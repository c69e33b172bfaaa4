import {DataType} from '../../../../data-extract/graph/onnx.ts';
import {written} from './attention.ts';
import type {Attend} from './attention.ts';
import {layerNorm, relu} from './blocks.ts';
import type {Mlp, Norm} from './blocks.ts';
import {ModelBuilder} from './build-model.ts';
import type {End} from './build-model.ts';
import {matMul} from './linears.ts';
import type {Linear} from './linears.ts';
import {SIZES} from './sizes.ts';

const {D, H, SIZE, V, LAYERS} = SIZES;
const MS = 'com.microsoft';

/** What a toy model is made of; weights depend on their names alone. */
export interface Style {
  attend?: Attend;
  norm?: Norm;
  mlp?: Mlp;
  linear?: Linear;
  /** Where norms stand. `skip`: fused with the addition before it. */
  order?: 'pre' | 'post' | 'parallel' | 'skip';
  /** The output layer is a transposed copy of the token table. */
  tied?: boolean;
  /** Heads of a cache that the graph reads; 0 for none. */
  past?: number;
  opset?: number;
  /** All floats have 16 bits. */
  half?: boolean;
  external?: string;
  branch?: boolean;
}

/** A model file, and the file with its weights where they lie in another one. */
export type ToyFiles = ReturnType<ModelBuilder['build']>;

/** The files of a toy model of that style. */
export function toyModel(style: Style): ToyFiles {
  const {past = 0, opset, half = false, external, branch} = style;
  const m = new ModelBuilder(half);
  let x = m.node('Gather', [m.weight('wte', [V, D]), 'input_ids'], 'embed');
  for (let layer = 0; layer < LAYERS; layer++) x = block(m, x, layer, style);
  const {norm = layerNorm, order = 'pre', tied = false} = style;
  const n = order === 'post' ? x : norm(m, x, 'ln_f');
  const head = tied
    ? m.constant(
        'head',
        [D, V],
        transposed(m.columns('wte', [V, D]), V, D),
        DataType.float,
      )
    : m.weight('wu', [D, V]);
  m.node('MatMul', [n, head], 'logits');
  const parts = Array.from({length: LAYERS}, (_, l) =>
    ['key', 'value'].map(p => `${l}.${p}`),
  );
  return m.build(
    [
      ['input_ids', DataType.int64, ['b', 's']],
      ...(past > 0
        ? [
            ['attention_mask', DataType.int64, ['b', 'total']] as [
              string,
              number,
              string[],
            ],
          ]
        : []),
      ...(branch ? [['use_cache_branch', DataType.bool, [1]] as End] : []),
      ...(past > 0 ? parts.flat() : []).map(
        name =>
          [`past_key_values.${name}`, DataType.float, ['b', past, 'past', SIZE]] as End,
      ),
    ],
    ['logits', ...(past > 0 ? parts.flat().map(name => `present.${name}`) : [])],
    {opset, external, branch},
  );
}

function block(m: ModelBuilder, x: string, layer: number, style: Style): string {
  const {
    attend = written(),
    norm = layerNorm,
    mlp = relu,
    linear = matMul,
    order = 'pre',
  } = style;
  const project = (z: string): string => linear(m, z, `wo${layer}`, [D, D]);
  const [first, second] = [`ln1_${layer}`, `ln2_${layer}`];
  if (order === 'post') {
    const mid = m.node('Add', [x, project(attend(m, x, {linear, layer}))], `mid${layer}`);
    const n = norm(m, mid, first);
    const post = m.node('Add', [n, mlp(m, n, linear, layer)], `post${layer}`);
    return norm(m, post, second);
  }
  const n = norm(m, x, first);
  const out = project(attend(m, n, {linear, layer}));
  if (order === 'parallel') {
    const both = m.node('Add', [out, mlp(m, n, linear, layer)], `both${layer}`);
    return m.node('Add', [x, both], `post${layer}`);
  }
  let mid = `mid${layer}`;
  let n2 = second;
  if (order === 'skip') {
    const weights = [
      m.weight(`${second}.weight`, [D], 1),
      m.weight(`${second}.bias`, [D]),
    ];
    [n2, , , mid] = m.nodeWith(
      'SkipLayerNormalization',
      [x, out, ...weights],
      [n2, '', '', mid],
      {epsilon: {f: 1e-5}},
      MS,
    );
  } else {
    m.node('Add', [x, out], mid);
    n2 = norm(m, mid, second);
  }
  return m.node('Add', [mid, mlp(m, n2, linear, layer)], `post${layer}`);
}

function transposed(values: readonly number[], rows: number, columns: number): number[] {
  return Array.from(
    {length: rows * columns},
    (_, i) => values[(i % rows) * columns + Math.floor(i / rows)],
  );
}

/** Heads of a cache as large as the model's own. */
export const OWN_HEADS = H;
