import type {CapturedToken} from '../../../data-extract/text/token.ts';
import type {LensCell} from '../../../scenes/figures/lens.facts.ts';
import type {PageGuess, PageToken} from '../page/page-data.ts';

/** What a page knows of the tokens of a text. */
export const pageTokens = (tokens: readonly CapturedToken[]): PageToken[] =>
  tokens.map(({id, text, bytes, special}) => ({id, text, bytes, special}));

/** A probability with so many figures is as exact as a page writes it. */
const FIGURES = 6;

/** Tokens that could come next, as a page has them. */
export const pageGuesses = (top: readonly LensCell[]): PageGuess[] =>
  top.map(({id, text, bytes, probability}) => ({
    token: {id, text, bytes},
    share: Number(probability.toPrecision(FIGURES)),
  }));
