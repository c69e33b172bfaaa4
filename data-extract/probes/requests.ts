import type {AttentionRequest} from './attention.ts';
import type {AttributionRequest} from './attribution.ts';
import type {ContextsRequest} from './contexts.ts';
import type {DecodingRequest} from './decoding.ts';
import type {EmbeddingRequest} from './embeddings.ts';
import type {GenerationRequest} from './generation.ts';
import type {HeadStepsRequest} from './head-steps-request.ts';
import type {HeadValuesRequest} from './head-values.ts';
import type {HeadWeightsRequest} from './head-weights.ts';
import type {CacheRequest} from './kv-cache.ts';
import type {LensRequest} from './lens.ts';
import type {LogitsRequest} from './logits.ts';
import type {MlpRequest} from './mlp.ts';
import type {NeuronsRequest} from './neurons.ts';
import type {NormRequest} from './norms.ts';
import type {OutputsRequest} from './outputs.ts';
import type {PatternPartsRequest} from './pattern-parts.ts';
import type {ResidualRequest} from './residual.ts';
import type {RotaryRequest} from './rotary.ts';
import type {RouterRequest} from './router.ts';
import type {TilesRequest} from './tiles.ts';
import type {UnembedRequest} from './unembed.ts';
import type {WeightsRequest} from './weights.ts';

export type {LayerRequest} from '../stage/layer-request.ts';
export type {AttentionRequest} from './attention.ts';
export type {AttributionRequest} from './attribution.ts';
export type {ContextsRequest} from './contexts.ts';
export type {DecodingRequest, DecodingWay} from './decoding.ts';
export type {EmbeddingRequest} from './embeddings.ts';
export type {GenerationRequest, Strategy} from './generation.ts';
export type {HeadStepsRequest} from './head-steps-request.ts';
export type {HeadValuesRequest} from './head-values.ts';
export type {HeadWeightsRequest} from './head-weights.ts';
export type {CacheRequest} from './kv-cache.ts';
export type {LensRequest} from './lens.ts';
export type {LogitsRequest} from './logits.ts';
export type {MlpRequest} from './mlp.ts';
export type {NeuronsRequest} from './neurons.ts';
export type {NormRequest} from './norms.ts';
export type {OutputsRequest} from './outputs.ts';
export type {PatternPartsRequest} from './pattern-parts.ts';
export type {ResidualRequest} from './residual.ts';
export type {RotaryRequest} from './rotary.ts';
export type {RouterRequest} from './router.ts';
export type {TilesRequest} from './tiles.ts';
export type {UnembedRequest} from './unembed.ts';
export type {WeightsRequest} from './weights.ts';

/**
 * What is asked for: one entry per probe; an absent entry is not captured. Tokens always
 * are. Tensors are named as TransformerLens names them, with the batch dropped; `{l}` is
 * the layer. In an encoder-decoder `blocks.{l}` reads `encoder.{l}` or `decoder.{l}`.
 */
export interface ProbeRequests {
  /** Token and position vectors that the first block reads. */
  embeddings?: EmbeddingRequest;
  /** Norms: input, output, scale. */
  norms?: NormRequest;
  /** Queries, keys, values and their weighted sums, per head. */
  headValues?: HeadValuesRequest;
  /** Weights of one head, as its projections use them. */
  headWeights?: HeadWeightsRequest;
  /** What heads do for one query, step by step. */
  headSteps?: HeadStepsRequest;
  /** How positions are turned into a head's queries and keys. */
  rotary?: RotaryRequest;
  /** Attention of a head made again tile by tile. */
  tiles?: TilesRequest;
  /** What each head mostly does with the text. */
  headKinds?: true;
  /** Attention of every layer and head. */
  attention?: AttentionRequest;
  /** Attention of a decoder to an encoder. */
  crossAttention?: AttentionRequest;
  /** Some rows of the patterns of attention, or averages over blocks of tokens. */
  patternParts?: PatternPartsRequest;
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
  /** The last vector, and rows of the head that it meets. */
  unembed?: UnembedRequest;
  /** The next token's probabilities as ways to choose change them. */
  decoding?: DecodingRequest;
  /** What heads of classes say, with their labels. */
  classifier?: true;
  /** Next-token scores that each layer's stream would give. */
  lens?: LensRequest;
  /** What each part of the model adds to the score of a token. */
  attribution?: AttributionRequest;
  /** Which neurons write the answer, and what else they speak for. */
  neurons?: NeuronsRequest;
  /** Shapes, sizes and slices of the cache of keys and values. */
  kvCache?: CacheRequest;
  /** Text that the model writes, step by step. */
  generation?: GenerationRequest;
  /** One word in several texts, after each layer. */
  contexts?: ContextsRequest;
  /** Modules with their parameters. */
  modules?: true;
  /** Rows of one or more weights, read from the file. */
  weights?: WeightsRequest | readonly WeightsRequest[];
}
