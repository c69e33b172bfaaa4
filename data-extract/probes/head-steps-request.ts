/** What is asked of the probe `headSteps`. */
export interface HeadStepsRequest {
  /** Names of heads in the declaration's `heads`. */
  heads: readonly string[];
  /**
   * Whose steps are followed: the token `from` which the rule of this head goes. Left out,
   * that of the first of `heads` whose rule has one, else the last token.
   */
  query?: string;
  /**
   * What is kept besides the figures. Of a head `{h}`: `raw`, products of queries and keys
   * before the scale, `blocks.{l}.attn.hook_raw_scores.{h}` `[query, key]`; `scaled`, the same
   * after it, `attn.hook_scaled_scores.{h}` `[query, key]`; `masked`, what
   * the softmax reads, `attn.hook_masked_scores.{h}` `[query, key]`; of the query alone
   * `terms`, its products with each key entry by entry, `attn.hook_terms.{h}`
   * `[key, d_head]`, and `weighted`, the values by their weights,
   * `attn.hook_weighted_v.{h}` `[key, d_head]`. Of all heads of the layer `result`, what
   * each adds to the query's stream, `attn.hook_result` `[head, d_model]`, with the bias
   * `attn.b_O` `[d_model]` where it is not zero. `input`: what the queries are made of,
   * `attn.hook_in` `[position, d_model]`.
   */
  of?: readonly (
    'raw' | 'scaled' | 'masked' | 'terms' | 'weighted' | 'result' | 'input'
  )[];
  /** So many keys by their weight, and products by their size, are listed. Default 8. */
  most?: number;
}
