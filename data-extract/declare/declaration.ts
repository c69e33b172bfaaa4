import type {
  AttentionRequest,
  AttributionRequest,
  CacheRequest,
  EmbeddingRequest,
  GenerationRequest,
  HeadValuesRequest,
  HeadWeightsRequest,
  LensRequest,
  LogitsRequest,
  MlpRequest,
  NormRequest,
  OutputsRequest,
  ResidualRequest,
  RouterRequest,
  WeightsRequest,
} from '../probes/requests.ts';
import type {Role} from '../course/roles.ts';
import type {HeadRule} from '../stage/head-rule.ts';
import type {ChatMessage} from '../text/chat-template.ts';
import type {TextDeclaration} from './text-declaration.ts';

export type * from '../probes/requests.ts';
export {defineTextCapture} from './text-declaration.ts';
export type * from './text-declaration.ts';

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
  /**
   * The text that the model reads; for an encoder-decoder, the one that the encoder reads.
   * Messages are made into a text by the model's chat template, special tokens included.
   */
  text: string | readonly ChatMessage[];
  /**
   * A second text of a model that reads two, as `[CLS] text [SEP] pair [SEP]`.
   */
  pair?: string;
  /**
   * What the decoder of an encoder-decoder has written. Left out, the model writes it
   * itself, by `probes.generation` or greedily.
   */
  target?: string;
  /**
   * Whether the tokenizer's special tokens are added, as its own configuration says.
   * Default `true`.
   */
  specialTokens?: boolean;
  /**
   * How tensors are kept. `float16` keeps three digits in half the space; a tensor with
   * values beyond its range stays in 32 bits. Checks are made before. Default `float32`.
   */
  store?: 'float32' | 'float16';
  /** What is captured. */
  probes: P;
  /** Heads chosen by rule when the capture is made. */
  heads?: H;
}

/** One entry per probe; an absent entry is not captured. Tokens always are. */
export interface ProbeRequests {
  /** Token and position vectors that the first block reads. */
  embeddings?: EmbeddingRequest;
  /** Norms: input, output, scale. */
  norms?: NormRequest;
  /** Queries, keys, values and their weighted sums, per head. */
  headValues?: HeadValuesRequest;
  /** Weights of one head, as its projections use them. */
  headWeights?: HeadWeightsRequest;
  /** Attention of every layer and head. */
  attention?: AttentionRequest;
  /** Attention of a decoder to an encoder. */
  crossAttention?: AttentionRequest;
  /** What attention and feed-forward layers add to the stream. */
  outputs?: OutputsRequest;
  /** Activations of the feed-forward layers. */
  mlp?: MlpRequest;
  /** Experts: scores, probabilities, choices. */
  router?: RouterRequest;
  /** The residual stream of every layer. */
  residual?: ResidualRequest;
  /** What the encoder hands to the decoder. */
  encoderStates?: true;
  /** Next-token scores at every position. */
  logits?: LogitsRequest;
  /** What heads of classes say, with their labels. */
  classifier?: true;
  /** Next-token scores that each layer's stream would give. */
  lens?: LensRequest;
  /** What each part of the model adds to the score of a token. */
  attribution?: AttributionRequest;
  /** Shapes, sizes and slices of the cache of keys and values. */
  kvCache?: CacheRequest;
  /** Text that the model writes, step by step. */
  generation?: GenerationRequest;
  /** Modules with their parameters. */
  modules?: true;
  /** Rows of one or more weights, read from the file. */
  weights?: WeightsRequest | readonly WeightsRequest[];
}

/** The roles that a capture asks for. */
export function rolesOf(declaration: CaptureDeclaration | TextDeclaration): Role[] {
  if ('role' in declaration) return [declaration.role];
  if (declaration.kind === 'word-vectors') return ['word-vectors'];
  if ('tokenizers' in declaration) return [...declaration.tokenizers];
  return 'tokenizer' in declaration ? [declaration.tokenizer] : [];
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
