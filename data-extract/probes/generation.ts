import type {ScoredToken} from '../stage/next-tokens.ts';
import type {ProbeFacts} from './probe.ts';

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
  /** Also run it without the cache, to compare scores and times. Default `false`. */
  compareCache?: boolean;
};

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
  /** What the same step gave without the cache. With beams: for the best of them. */
  withoutCache?: {
    /** Logits of the candidates. */
    logits: number[];
    /** Largest difference of any logit of the vocabulary with and without the cache. */
    difference: number;
  };
}

/** Text that the model writes, step by step, before it is looked at. */
export const generation: ProbeFacts<GenerationRequest> = {
  defaults: {strategy: 'greedy', steps: 20, candidates: 5},
  tensors: [],
};
