import type {Role} from './roles.ts';

/**
 * What a scene needs to know from a model: the default export of a `*.capture.ts` file.
 *
 * @typeParam P - The probes asked for; they decide which fields the scene receives.
 * @typeParam H - The heads chosen by rule; they decide which names `heads` has.
 */
export interface CaptureDeclaration<
  P extends ProbeRequests = ProbeRequests,
  H extends Record<string, HeadRule> = Record<string, HeadRule>,
> {
  /** The role whose model runs; `course.config.ts` maps it to a model. */
  role: Role;
  /** The text that the model reads. */
  text: string;
  /**
   * Whether the tokenizer's special tokens are added, as its own configuration says.
   * Default `true`.
   */
  specialTokens?: boolean;
  /** What is captured. */
  probes: P;
  /** Heads chosen by rule when the capture is made. */
  heads?: H;
}

/** One entry per probe; an absent entry is not captured. Tokens always are. */
export interface ProbeRequests {
  /** Attention of every layer and head. */
  attention?: AttentionRequest;
  /** The residual stream of every layer. */
  residual?: ResidualRequest;
  /** Next-token scores at every position. */
  logits?: LogitsRequest;
}

export interface AttentionRequest {
  /** Softmax output, `blocks.{l}.attn.hook_pattern` `[head, query, key]`. */
  pattern: true;
  /** Scaled scores before mask and softmax, `blocks.{l}.attn.hook_attn_scores`. */
  scores?: boolean;
}

export interface ResidualRequest {
  /** Points of the block at which the stream is read. */
  at: readonly ('pre' | 'mid' | 'post')[];
}

export interface LogitsRequest {
  /** How many of the best tokens are kept per position. */
  topK: number;
}

/**
 * A rule that picks one head from the captured patterns. Ties go to the lower layer,
 * then to the lower head, so a rule always gives the same head for the same values.
 */
export type HeadRule =
  /** The head that puts most weight from one token on another. */
  | {rule: 'most-mass'; from: TokenQuery; to: TokenQuery}
  /** The head with the highest mean weight on the token just before the query. */
  | {rule: 'previous-token'}
  /** The head with the highest mean weight on the first token. */
  | {rule: 'first-token'}
  /** The head whose rows are nearest to uniform over the visible tokens. */
  | {rule: 'most-even'};

/**
 * A token named by its text with the leading space dropped; where it stands more than
 * once, `occurrence` says which one (0 is the first, -1 the last; default -1).
 */
export interface TokenQuery {
  token: string;
  occurrence?: number;
}

/**
 * Declare a capture. Returns its argument; it is there for the types.
 *
 * @param declaration - What to capture.
 */
export function defineCapture<
  const P extends ProbeRequests,
  const H extends Record<string, HeadRule> = Record<never, HeadRule>,
>(declaration: CaptureDeclaration<P, H>): CaptureDeclaration<P, H> {
  return declaration;
}
