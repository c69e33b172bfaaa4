import {kindsOf} from '../stage/tensor-kind.ts';
import type {CapturedToken} from '../text/token.ts';
import type {ProbeFacts} from './probe.ts';

export interface ContextsRequest {
  /** The word, as it stands in each text; every text must cut it in the same way. */
  word: string;
  /** At least two; each is read by itself. */
  texts: readonly string[];
  /** Which of its places in a text, from 0; by text, default 0. */
  occurrences?: readonly number[];
}

/**
 * Tensors: `contexts.vectors` `[row, text, d_model]`, `contexts.places` `[row, text, axis]`
 * on one plane for all rows, `contexts.cosines` `[row, text, text]`.
 */
export interface ContextsResult {
  /** The word. */
  word: string;
  /** `static`: the row of the table of tokens; then the stream after each layer. */
  rows: ('static' | number)[];
  /** The texts with their tokens, and where the word is in each. */
  texts: {
    text: string;
    tokens: CapturedToken[];
    /** Tokens of the word: from `first` up to `end`. */
    first: number;
    end: number;
  }[];
  /** Share of the differences between the vectors that each axis of the plane shows. */
  explained: number[];
  /** By row: the smallest and the mean cosine of two texts. */
  cosines: {smallest: number; mean: number}[];
}

/**
 * One word in several texts, which the model reads one after the other: its vector after
 * each layer, the mean over its tokens where it has several. All are laid on one plane,
 * each at length 1.
 */
export const contexts: ProbeFacts<ContextsRequest> = {
  // Word and texts have to be named.
  defaults: null,
  tensors: [
    ...kindsOf('activation', ['row', 'text', 'd_model'], 'contexts.vectors'),
    ...kindsOf('place', ['row', 'text', 'axis'], 'contexts.places'),
    ...kindsOf('cosine', ['row', 'text', 'other'], 'contexts.cosines'),
  ],
};
