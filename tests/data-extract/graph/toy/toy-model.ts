import {DataType} from '../../../../data-extract/graph/onnx.ts';
import {written} from './attention.ts';
import type {Attend} from './attention.ts';
import {layerNorm, relu} from './blocks.ts';
import type {Mlp, Norm} from './blocks.ts';
import {ModelBuilder} from './build-model.ts';
import type {BuildOptions, End} from './build-model.ts';
import {embedTokens, plainHead} from './ends.ts';
import type {Embed, Head} from './ends.ts';
import {matMul} from './linears.ts';
import type {Linear} from './linears.ts';
import {SIZES} from './sizes.ts';

const {D, H, SIZE, LAYERS} = SIZES;
const MS = 'com.microsoft';

/** What a toy model is made of; weights depend on their names alone. */
export interface Style {
  attend?: Attend;
  norm?: Norm;
  mlp?: Mlp;
  linear?: Linear;
  /**
   * Where norms stand. `skip`: fused with the addition before it. `inside`: in branches
   * alone, after their last layer. `parallel, one by one`: attention is added first, then
   * what the feed-forward layer made of the block's own input.
   */
  order?:
    | 'pre'
    | 'post'
    | 'parallel'
    | 'parallel, two norms'
    | 'parallel, one by one'
    | 'sandwich'
    | 'inside'
    | 'skip'
    | 'skip, rms';
  /** What lies between an addition and the readers of its sum, the next one included. */
  between?: (m: ModelBuilder, sum: string) => string;
  /** What must be found of the experts, where there are any. */
  routed?: object;
  embed?: Embed;
  head?: Head;
  /** What branches are multiplied with before they are added. */
  branchScale?: number;
  /** Heads of a cache that the graph reads; 0 for none. */
  past?: number;
  opset?: number;
  /** All floats have 16 bits. */
  half?: boolean;
  external?: string;
  externalStart?: number;
  branch?: boolean;
  search?: BuildOptions['search'];
}

/** A model file, and the file with its weights where they lie in another one. */
export type ToyFiles = ReturnType<ModelBuilder['build']>;

/** The files of a toy model of that style. */
export function toyModel(style: Style): ToyFiles {
  const {past = 0, opset, half = false, branch, search} = style;
  const {external, externalStart} = style;
  const m = new ModelBuilder(half);
  let x = (style.embed ?? embedTokens)(m);
  for (let layer = 0; layer < LAYERS; layer++) x = block(m, x, layer, style);
  if (style.between) x = style.between(m, x);
  const {norm = layerNorm, order = 'pre', head = plainHead} = style;
  head(m, order === 'post' ? x : norm(m, x, 'ln_f'));
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
    {opset, external, externalStart, branch, search},
  );
}

function block(m: ModelBuilder, input: string, layer: number, style: Style): string {
  const between = (sum: string): string => style.between?.(m, sum) ?? sum;
  const x = between(input);
  const {
    attend = written(),
    norm = layerNorm,
    mlp = relu,
    linear = matMul,
    order = 'pre',
  } = style;
  const scaled = (branch: string): string =>
    style.branchScale === undefined
      ? branch
      : m.node(
          'Mul',
          [branch, m.constant('branch_scale', [], [style.branchScale], DataType.float)],
          `${branch}_scaled`,
        );
  const project = (z: string): string => scaled(linear(m, z, `wo${layer}`, [D, D]));
  const [first, second] = [`ln1_${layer}`, `ln2_${layer}`];
  if (order === 'post') {
    const mid = m.node('Add', [x, project(attend(m, x, {linear, layer}))], `mid${layer}`);
    const n = norm(m, mid, first);
    const post = m.node('Add', [n, mlp(m, n, linear, layer)], `post${layer}`);
    return norm(m, post, second);
  }
  if (order === 'inside') {
    const made = norm(m, project(attend(m, x, {linear, layer})), first);
    const inner = m.node('Add', [x, made], `mid${layer}`);
    return m.node(
      'Add',
      [inner, norm(m, mlp(m, inner, linear, layer), second)],
      `post${layer}`,
    );
  }
  const n = norm(m, x, first);
  const out = project(attend(m, n, {linear, layer}));
  if (order === 'parallel' || order === 'parallel, two norms') {
    const own = order === 'parallel' ? n : norm(m, x, second);
    const both = m.node('Add', [out, mlp(m, own, linear, layer)], `both${layer}`);
    return m.node('Add', [x, both], `post${layer}`);
  }
  if (order === 'parallel, one by one') {
    const first = m.node('Add', [x, out], `mid${layer}`);
    return m.node('Add', [first, mlp(m, n, linear, layer)], `post${layer}`);
  }
  if (order === 'sandwich') {
    const inner = m.node('Add', [x, norm(m, out, `${first}_post`)], `mid${layer}`);
    const made = mlp(m, norm(m, inner, second), linear, layer);
    return m.node('Add', [inner, norm(m, made, `${second}_post`)], `post${layer}`);
  }
  let mid = `mid${layer}`;
  let n2 = second;
  if (order === 'skip' || order === 'skip, rms') {
    const weights = [
      m.weight(`${second}.weight`, [D], 1),
      ...(order === 'skip' ? [m.weight(`${second}.bias`, [D])] : []),
    ];
    [n2, , , mid] = m.nodeWith(
      order === 'skip' ? 'SkipLayerNormalization' : 'SkipSimplifiedLayerNormalization',
      [x, out, ...weights],
      [n2, '', '', mid],
      {epsilon: {f: 1e-5}},
      MS,
    );
  } else {
    mid = between(m.node('Add', [x, out], mid));
    n2 = norm(m, mid, second);
  }
  return m.node('Add', [mid, scaled(mlp(m, n2, linear, layer))], `post${layer}`);
}

/** Heads of a cache as large as the model's own. */
export const OWN_HEADS = H;
