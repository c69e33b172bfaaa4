import type {CapturedToken} from '../../../data-extract/text/token.ts';
import type {LeftOut} from '../../../data-extract/stage/left-out.ts';
import type {Source} from '../../../scenes/captured/tensor.ts';
import type {ThemeName} from '../../../scenes/theme/palette.ts';
import type {PackedRow} from './packed-row.ts';

/** What a page knows of a token. */
export type PageToken = Pick<CapturedToken, 'id' | 'text' | 'bytes' | 'special'>;

/** A token that could come next, with its share of 1. */
export interface PageGuess {
  token: Omit<PageToken, 'special'>;
  share: number;
}

/** Attention of one layer. */
export interface LayerPage {
  layer: number;
  /** Whether later tokens are hidden; a row then ends with its own token. */
  causal: boolean;
  /** `heads[head][query]`. */
  heads: readonly (readonly PackedRow[])[];
  /** What each row gives to no token, `[head][query]`; `null` where none gives any. */
  nowhere: readonly (readonly number[])[] | null;
  /** The values failed a check. */
  unverified: boolean;
}

/** One of the attentions of a model: three of an encoder-decoder, else one. */
export interface StackPage {
  of: 'decoder' | 'encoder' | 'cross' | null;
  queries: readonly PageToken[];
  keys: readonly PageToken[];
  layers: readonly LayerPage[];
}

/** Where a page begins: places among what it has. */
export interface AttentionStart {
  stack: number;
  layer: number;
  head: number;
  query: number;
}

export interface AttentionPage {
  kind: 'attention';
  stacks: readonly StackPage[];
  start: AttentionStart;
  /** Shares are so many steps of 1: 1000 for tenths of a percent. */
  steps: number;
}

export interface NextTokenPage {
  kind: 'next-token';
  tokens: readonly PageToken[];
  /** Position of the first token that was asked at. */
  first: number;
  /** The best of each position, the best first. */
  positions: readonly (readonly PageGuess[])[];
  vocab: number;
  /** Whether the model says what stands at a token itself, not what comes after it. */
  fills: boolean;
  start: {position: number};
}

export interface LensPage {
  kind: 'lens';
  tokens: readonly PageToken[];
  /** Positions of the columns. */
  positions: readonly number[];
  /** From the embedding to the last layer; the best of each column, the best first. */
  rows: readonly {
    after: 'embed' | number;
    cells: readonly (readonly PageGuess[])[];
  }[];
  /** As of {@link NextTokenPage}. */
  fills: boolean;
  start: {row: number; column: number};
}

export type PageValues = (AttentionPage | NextTokenPage | LensPage) & {
  /** How many padding tokens are left out. */
  padding: number;
};

/** All that a page shows. */
export interface PageData {
  /** `null` for what the kind says. */
  title: string | null;
  theme: ThemeName;
  /** The language that it opens in, and those that it can be switched to. */
  locale: string;
  locales: readonly string[];
  source: Source;
  /** What was asked for and is not there. */
  leftOut: readonly LeftOut[];
  /** Layers that were left out by wish: how many there are in all, or `null`. */
  layersOf: number | null;
  values: PageValues;
}
