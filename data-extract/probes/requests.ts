/**
 * What each probe can be asked for. Tensors are named as TransformerLens names them, with
 * the batch dropped; `{l}` is the layer. In an encoder-decoder `blocks.{l}` reads
 * `encoder.{l}` or `decoder.{l}`.
 */

import type {LayerRequest} from '../stage/layer-request.ts';

export interface EmbeddingRequest {
  /** Rows of the token table, `hook_embed` `[position, d_model]`. */
  tokens?: boolean;
  /** Rows of the position table, `hook_pos_embed`. */
  positions?: boolean;
  /** Rows of the segment table, `hook_token_type_embed`. */
  segments?: boolean;
}

export interface NormRequest extends LayerRequest {
  /**
   * What is read: `blocks.{l}.ln1.hook_in`, `.hook_normalized` (with gain and bias) or
   * `.hook_scale` `[position, 1]`, what the input is divided by; likewise `ln2` and
   * `ln_final`.
   */
  of: readonly ('in' | 'normalized' | 'scale')[];
}

export interface HeadValuesRequest extends LayerRequest {
  /**
   * `q`, `k`, `v`: as the linear layers make them; `rot_q`, `rot_k`: with positions turned
   * in; `z`: weighted sums of values. `blocks.{l}.attn.hook_q` `[position, head, d_head]`.
   */
  of: readonly ('q' | 'k' | 'v' | 'rot_q' | 'rot_k' | 'z')[];
  /** Also those of cross-attention, `decoder.{l}.cross_attn.hook_q`. Default `false`. */
  cross?: boolean;
}

export interface AttentionRequest extends LayerRequest {
  /** Softmax output, `blocks.{l}.attn.hook_pattern` `[head, query, key]`. */
  pattern: true;
  /** Scaled scores before mask and softmax, `blocks.{l}.attn.hook_attn_scores`. */
  scores?: boolean;
}

export interface OutputsRequest extends LayerRequest {
  /** `blocks.{l}.hook_attn_out`, `hook_cross_attn_out`, `hook_mlp_out`. */
  of: readonly ('attn_out' | 'cross_attn_out' | 'mlp_out')[];
}

export interface MlpRequest extends LayerRequest {
  /**
   * `pre`: what the activation function reads; `pre_linear`: the other factor of a gated
   * layer; `post`: what the last layer reads. `blocks.{l}.mlp.hook_post`
   * `[position, d_mlp]`.
   */
  of?: readonly ('pre' | 'pre_linear' | 'post')[];
  /** How many of the strongest neurons are kept per position, by size of `post`. */
  top?: number;
}

export interface RouterRequest extends LayerRequest {
  /** `blocks.{l}.mlp.hook_router_scores` `[position, expert]`. */
  scores?: boolean;
  /** Softmax over all experts, `blocks.{l}.mlp.hook_router_probs`. */
  probabilities?: boolean;
}

export interface ResidualRequest extends LayerRequest {
  /**
   * Points of the block at which the stream is read; in a block that normalises after
   * adding, `mid` and `post` are the sums before the norm.
   */
  at: readonly ('pre' | 'mid' | 'post')[];
}

export interface LogitsRequest {
  /** How many of the best tokens are kept per position. */
  topK: number;
}

export interface LensRequest extends LayerRequest {
  /** How many of the best tokens are kept per position. */
  topK: number;
  /** Positions at which it is read; negative ones count from the end. Default all. */
  positions?: readonly number[];
}

export interface AttributionRequest {
  /** Position whose next token is meant; negative ones count from the end. Default -1. */
  position?: number;
  /** Tokens by their text; default the best `topK`. */
  tokens?: readonly string[];
  /** How many of the best tokens; default 1. Without meaning beside `tokens`. */
  topK?: number;
  /** Whether attention is split by head. Default `false`. */
  heads?: boolean;
}

export interface CacheRequest extends LayerRequest {
  /** Keys and values themselves, `blocks.{l}.attn.cache_k` `[head, position, d_head]`. */
  values?: boolean;
}

export interface HeadWeightsRequest {
  /** Name of a head in the declaration's `heads`. */
  head: string;
  /**
   * `W_Q`, `W_K`, `W_V`: `blocks.{l}.attn.W_Q.{head}` `[d_model, d_head]`; `W_O`:
   * `blocks.{l}.attn.W_O.{head}` `[d_head, d_model]`. Keys and values that several heads
   * share have the number of their own head. Biases that are not zero are kept as
   * `blocks.{l}.attn.b_Q.{head}` `[d_head]`.
   */
  of: readonly ('W_Q' | 'W_K' | 'W_V' | 'W_O')[];
}

export interface WeightsRequest {
  /**
   * By what it does: `embed` or `unembed` `[vocab, d_model]`, `blocks.{l}.attn.W_Q`,
   * `W_K`, `W_V` `[d_model, head x d_head]`, `W_O` `[head x d_head, d_model]`,
   * `blocks.{l}.mlp.W_out` `[d_mlp, d_model]`; or by its name in the model file, with the
   * axes that it has there. The tensor is `weights.{name}` `[row, column]`.
   */
  name: string;
  /** Rows by number; `tokens` means those of the captured tokens. */
  rows: readonly number[] | 'tokens';
  /** Entries of each row, from the first to before the second. Default all. */
  columns?: readonly [from: number, to: number];
}

/** How the next token is chosen. */
export type Strategy =
  | {
      /** The best token, each time. */
      strategy: 'greedy';
    }
  | {
      /** One that is drawn by its probability. */
      strategy: 'sample';
      /** Default 1. */
      temperature?: number;
      /** Only the best so many take part. */
      topK?: number;
      /** Only the best take part, until their probabilities sum to this. */
      topP?: number;
      /** Seed of the random numbers. */
      seed: number;
    }
  | {
      /** The best text of several that are written side by side. */
      strategy: 'beam';
      /** How many are written. */
      beams: number;
      /** Exponent of the length; default 1. */
      lengthPenalty?: number;
    };

export type GenerationRequest = Strategy & {
  /** At most so many tokens. */
  steps: number;
  /** How many of the best tokens are kept per step. */
  candidates: number;
  /** Text at which it stops, besides the model's own end token. */
  stop?: string;
  /** Also run it without the cache, to compare times. Default `false`. */
  compareCache?: boolean;
};
