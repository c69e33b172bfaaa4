/**
 * A rule that picks one head from the captured patterns. Ties go to the lower layer,
 * then to the lower head, so a rule always gives the same head for the same values.
 */
export type HeadRule = (
  | /** The head that puts most weight from one token on another. */
    {rule: 'most-mass'; from: TokenQuery; to: TokenQuery}
    /** The head with the highest mean weight on the token just before the query. */
  | {rule: 'previous-token'}
  /** The same for the token just after it; only where queries see what comes later. */
  | {rule: 'next-token'}
  /** The head with the highest mean weight on the first token. */
  | {rule: 'first-token'}
  /** The head whose rows are nearest to uniform over the visible tokens. */
  | {rule: 'most-even'}
) & {
  /**
   * Which attention is meant in an encoder-decoder: `cross` (from the target to the
   * text, the default), the decoder's own (`decoder`), or the encoder's (`encoder`).
   */
  of?: 'cross' | 'decoder' | 'encoder';
  /** Take this head instead of the best one; the rule still says what its score is. */
  at?: {layer: number; head: number};
};

/**
 * A token named by its text with the leading space dropped, or a word that the model cuts
 * in several tokens: then the last of them is meant. Where it stands more than once,
 * `occurrence` says which one (0 is the first, -1 the last; default -1).
 */
export interface TokenQuery {
  token: string;
  occurrence?: number;
}

/** A head that a rule picked. */
export interface HeadSelection {
  layer: number;
  head: number;
  /** The figure that the rule maximises, 0 to 1. */
  score: number;
  rule: string;
  /** Positions that the rule's token queries resolved to, `null` where it has none. */
  from: number | null;
  to: number | null;
}
