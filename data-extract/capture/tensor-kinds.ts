import type {ProbeRequests} from '../declare/declaration.ts';
import type {TextResult} from '../text/text-results.ts';

/** A kind of tensor that captures hold. */
export interface TensorKind {
  /**
   * Its name; `{l}` is a layer, `{h}` a head, `{name}` what the declaration says. In an
   * encoder-decoder `blocks.{l}` reads `encoder.{l}` or `decoder.{l}`, and names outside
   * the blocks begin with the half.
   */
  name: string;
  axes: readonly string[];
  /** What its numbers are. */
  values: 'activation' | 'weight' | 'score' | 'share' | 'count' | 'cosine' | 'place';
}

const POSITIONS = ['position', 'd_model'] as const;
const HEADS = ['position', 'head', 'd_head'] as const;
const NEURONS = ['position', 'd_mlp'] as const;
const PATTERN = ['head', 'query', 'key'] as const;
const CACHE = ['head', 'position', 'd_head'] as const;

const kind = (
  values: TensorKind['values'],
  axes: readonly string[],
  ...names: string[]
): TensorKind[] => names.map(name => ({name, axes, values}));

const inBlock = (...hooks: string[]): string[] => hooks.map(hook => `blocks.{l}.${hook}`);

const NORMS = [...inBlock('ln1', 'ln2', 'ln3', 'ln1_post', 'ln2_post'), 'ln_final'];
const PARTS = ['q', 'k', 'v', 'rot_q', 'rot_k', 'z'];

/** Tensors by the probe that captures them; what is absent captures none. */
export const PROBE_TENSORS: {
  readonly [K in keyof ProbeRequests]?: readonly TensorKind[];
} = {
  embeddings: kind(
    'activation',
    POSITIONS,
    ...['hook_embed', 'hook_pos_embed', 'hook_token_type_embed'],
  ),
  norms: [
    ...kind(
      'activation',
      POSITIONS,
      ...NORMS.flatMap(name => [`${name}.hook_in`, `${name}.hook_normalized`]),
    ),
    ...kind(
      'activation',
      ['position', 'one'],
      ...NORMS.map(name => `${name}.hook_scale`),
    ),
  ],
  headValues: [
    ...kind('activation', HEADS, ...inBlock(...PARTS.map(part => `attn.hook_${part}`))),
    ...kind(
      'activation',
      HEADS,
      ...inBlock(...PARTS.map(part => `cross_attn.hook_${part}`)),
    ),
  ],
  headWeights: [
    ...kind(
      'weight',
      ['d_model', 'd_head'],
      ...inBlock('attn.W_Q.{h}', 'attn.W_K.{h}', 'attn.W_V.{h}'),
    ),
    ...kind('weight', ['d_head', 'd_model'], ...inBlock('attn.W_O.{h}')),
    ...kind(
      'weight',
      ['d_head'],
      ...inBlock('attn.b_Q.{h}', 'attn.b_K.{h}', 'attn.b_V.{h}'),
    ),
  ],
  attention: [
    ...kind('share', PATTERN, ...inBlock('attn.hook_pattern')),
    ...kind('score', PATTERN, ...inBlock('attn.hook_attn_scores')),
  ],
  crossAttention: [
    ...kind('share', PATTERN, ...inBlock('cross_attn.hook_pattern')),
    ...kind('score', PATTERN, ...inBlock('cross_attn.hook_attn_scores')),
  ],
  outputs: kind(
    'activation',
    POSITIONS,
    ...inBlock('hook_attn_out', 'hook_cross_attn_out', 'hook_mlp_out'),
  ),
  mlp: kind(
    'activation',
    NEURONS,
    ...inBlock('mlp.hook_pre', 'mlp.hook_pre_linear', 'mlp.hook_post'),
  ),
  router: [
    ...kind('score', ['position', 'expert'], ...inBlock('mlp.hook_router_scores')),
    ...kind('share', ['position', 'expert'], ...inBlock('mlp.hook_router_probs')),
  ],
  residual: kind(
    'activation',
    POSITIONS,
    ...inBlock('hook_resid_pre', 'hook_resid_mid', 'hook_resid_post'),
  ),
  encoderStates: kind('activation', POSITIONS, 'encoder.hook_out'),
  kvCache: kind('activation', CACHE, ...inBlock('attn.cache_k', 'attn.cache_v')),
  weights: kind('weight', ['row', 'column'], 'weights.{name}'),
};

/** Tensors by the kind of a capture of a text. */
export const TEXT_TENSORS: {readonly [K in TextResult['kind']]?: readonly TensorKind[]} =
  {
    'bag-of-words': [
      ...kind('count', ['sentence', 'word'], 'counts'),
      ...kind('cosine', ['sentence', 'sentence'], 'cosine'),
      ...kind('count', ['word'], 'shuffled'),
    ],
    word2vec: [
      ...kind('weight', ['matrix', 'word', 'd_model'], 'start'),
      ...kind('weight', ['step', 'when', 'd_model'], 'trace.input'),
      ...kind('weight', ['step', 'when', 'target', 'd_model'], 'trace.targets'),
      ...kind('place', ['snapshot', 'word', 'axis'], 'map'),
    ],
    'word-vectors': [
      ...kind('weight', ['word', 'd_model'], 'vectors'),
      ...kind('cosine', ['word', 'word'], 'cosine'),
      ...kind('weight', ['step', 'd_model'], 'analogy.{name}'),
      ...kind('place', ['word', 'axis'], 'map'),
    ],
  };
