/** Results of a capture that are no tensors. */

import type {NextTokens, ScoredToken} from '../stage/next-tokens.ts';
import type {TextResult} from '../text/text-results.ts';

export type * from '../text/text-results.ts';
export type * from '../text/vector-results.ts';

/** By probe; absent where it was not asked for. */
export interface CapturedResults {
  attention?: AttentionResult;
  mlp?: MlpResult;
  router?: RouterResult;
  logits?: LogitsResult;
  lens?: LensResult;
  attribution?: AttributionResult;
  kvCache?: CacheResult;
  generation?: GenerationResult;
  classifier?: ClassifierResult;
  modules?: ModulesResult;
  /** What the probes found in the encoder of an encoder-decoder; above is the decoder. */
  encoder?: Omit<CapturedResults, 'encoder'>;
  /** Of a capture of texts, which runs no network. */
  text?: TextResult;
}

export interface AttentionResult {
  layers: {
    layer: number;
    /** Number that products of queries and keys are multiplied with, where it is known. */
    scale: number | null;
    heads: number;
    /** Heads of keys and values; fewer than `heads` where several share one. */
    keyHeads: number | null;
    /** Whether later tokens are hidden. */
    causal: boolean;
  }[];
}

export interface MlpResult {
  /** Name of the activation function, e.g. `silu`. */
  activation: string;
  kind: 'plain' | 'gated';
  width: number;
  /** Strongest neurons per position, where they were asked for. */
  layers: {layer: number; positions: {neurons: {index: number; value: number}[]}[]}[];
}

export interface RouterResult {
  layers: {
    layer: number;
    experts: number;
    topK: number;
    /** Whether the weights of the chosen experts sum to 1. */
    normalised: boolean;
    positions: {
      /** Experts, best first. */
      chosen: number[];
      weights: number[];
    }[];
  }[];
}

export interface LogitsResult {
  /** Number of tokens in the vocabulary. */
  vocab: number;
  /** Best next tokens, by position. */
  positions: NextTokens[];
}

export interface LensResult {
  /** From the stream before a layer to the one after the last. */
  rows: {
    /** `embed`, or the layer after whose addition the stream is read. */
    after: 'embed' | number;
    positions: (NextTokens & {position: number})[];
  }[];
}

export interface AttributionResult {
  /** Position whose next token is meant. */
  position: number;
  /** The tokens whose logits are taken apart. */
  tokens: ScoredToken[];
  /**
   * What is added to each token's logit: by `embed`, `{l}.attn`, `{l}.attn.{h}`,
   * `{l}.mlp`, and `bias` for what belongs to no part.
   */
  parts: {name: string; logits: number[]}[];
}

export interface CacheResult {
  layers: {layer: number; key: number[]; value: number[]}[];
  /** Bytes for the whole text, and for each further token. */
  bytes: number;
  bytesPerToken: number;
}

/** What heads of classes say. */
export interface ClassifierResult {
  outputs: {
    /** Name of the graph's output. */
    output: string;
    /** What the probabilities of a row (`label`), or of all rows (`position`), sum over. */
    across: 'label' | 'position';
    /** One for each position, or one of the whole text. */
    rows: {position: number | null; scores: ClassScore[]}[];
  }[];
}

export interface ClassScore {
  /** As `config.json` names it, `null` where it does not. */
  label: string | null;
  logit: number;
  /** `null` where the score is none of a choice: a regression, or labels not known. */
  probability: number | null;
}

export interface GenerationResult {
  /** `greedy`, `sample` or `beam`. */
  strategy: string;
  /** What was written, without the prompt. */
  text: string;
  /** The tokens in the order in which they were written. */
  steps: GenerationStep[];
  /** With beams: all that were kept at last, best first. */
  beams?: {text: string; ids: number[]; score: number}[];
  /** Why it stopped; `positions`: the model has none for a token more. */
  end: 'end-token' | 'stop-text' | 'steps' | 'positions';
}

export interface GenerationStep {
  /** The token that was chosen. */
  id: number;
  text: string | null;
  /** Its probability before temperature and the like. */
  probability: number;
  /** Candidates before temperature and the like. */
  candidates: ScoredToken[];
  /** How many candidates took part in the choice. */
  eligible: number;
  /** With beams: the beams after this step, best first. */
  beams?: {ids: number[]; text: string; score: number; parent: number}[];
  /** Wall time in milliseconds. It differs from run to run and is compared with nothing. */
  milliseconds: number;
  /** The same step without the cache, where that was asked for. */
  millisecondsWithoutCache?: number;
}

export interface ModulesResult {
  /** The model as a module, with all that is in it. */
  tree: ModuleNode;
  /** How many parameters there are, in all and by kind of part. */
  parameters: {total: number; byComponent: Record<string, number>};
}

/** A module of the model with what it holds. */
export interface ModuleNode {
  name: string;
  /** Parameters in it and below, shared ones counted once. */
  parameters: number;
  /** Shape of a weight, `null` for a module. */
  shape: number[] | null;
  children: ModuleNode[];
}
