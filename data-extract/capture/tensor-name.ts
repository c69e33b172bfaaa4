/** Part of a model that a hook lies in: `encoder` and `decoder` of an encoder-decoder. */
type Stack = 'blocks' | 'encoder' | 'decoder';

type Attention =
  | 'hook_pattern'
  | 'hook_attn_scores'
  | `hook_${'q' | 'k' | 'v' | 'rot_q' | 'rot_k' | 'z'}`
  | `cache_${'k' | 'v'}`
  | `W_${'Q' | 'K' | 'V' | 'O'}.${number}`
  | `b_${'Q' | 'K' | 'V'}.${number}`;

type Norm = `hook_${'in' | 'normalized' | 'scale'}`;

type InBlock =
  | `attn.${Attention}`
  | `cross_attn.${Attention}`
  | `hook_resid_${'pre' | 'mid' | 'post'}`
  | `hook_${'attn_out' | 'cross_attn_out' | 'mlp_out'}`
  | `mlp.hook_${'pre' | 'pre_linear' | 'post' | 'router_scores' | 'router_probs'}`
  | `ln${1 | 2}.${Norm}`;

/** Names of tensors as TransformerLens has them; others are allowed. */
export type TensorName =
  | `${Stack}.${number}.${InBlock}`
  | `${'' | 'encoder.' | 'decoder.'}hook_${'embed' | 'pos_embed'}`
  | `${'' | 'encoder.' | 'decoder.'}attn.${number}.hook_${'pattern' | 'attn_scores'}`
  | `ln_final.${Norm}`
  | (string & {});
