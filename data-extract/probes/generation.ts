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
  /**
   * So many times the text that was written is read again, step by step, with the cache and
   * without it, to measure times. Not with beams.
   */
  repeats?: number;
};

export interface GenerationResult {
  /** `greedy`, `sample` or `beam`. */
  strategy: string;
  /** What limited the draws, `null` where nothing is drawn. */
  settings: {
    temperature: number;
    topK: number | null;
    topP: number | null;
    seed: number;
  } | null;
  /** What was written, without the prompt. */
  text: string;
  /** The tokens in the order in which they were written. */
  steps: GenerationStep[];
  /** With beams: all that were kept at last, best first. */
  beams?: {text: string; ids: number[]; score: number}[];
  /** Measured times, where they were asked for. */
  timing?: GenerationTiming;
  /** Equal scores with and without the cache, where that was asked for. */
  cache?: CacheComparison;
  /** Why it stopped; `positions`: the model has none for a token more. */
  end: 'end-token' | 'stop-text' | 'steps' | 'positions';
}

/**
 * Times of the steps of a text, measured again and again. All that is measured has a name
 * with `milliseconds`: it differs from run to run and is compared with nothing, as is the
 * hardware.
 */
export interface GenerationTiming {
  /** How many rounds count; one more came before them. */
  repeats: number;
  /** Processor and how many threads it has. */
  hardware: string;
  /** What ran; the precision of its arithmetic is that of the capture. */
  device: string;
  /** By step: the time in each round. */
  steps: {milliseconds?: number[]; millisecondsWithoutCache: number[]}[];
  /** By step, with the cache: the median, and the quartiles. */
  millisecondsMedian?: number[];
  millisecondsSpread?: [low: number, high: number][];
  /** The median of whole rounds. */
  millisecondsTotal?: number;
  /** The same without the cache. */
  millisecondsMedianWithoutCache: number[];
  millisecondsSpreadWithoutCache: [low: number, high: number][];
  millisecondsTotalWithoutCache: number;
}

/** What is computed with the cache and without it, and that both say the same. */
export interface CacheComparison {
  /** Largest difference of scores, relative to the largest. */
  error: number;
  /** By step: positions that are computed with the cache, and without it. */
  steps: {computed: number; computedWithoutCache: number}[];
  /** Sums of these. */
  total: {computed: number; computedWithoutCache: number};
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
