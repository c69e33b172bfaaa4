import {distinctLabels, tokenLabel} from '../../../scenes/components/token-label.ts';
import type {PageToken} from './page-data.ts';
import type {PageWords} from './words.ts';

type Labelled = Omit<PageToken, 'special'>;

/** A token by its text; one of which nothing else is known by its id. */
const known = (token: Labelled): Labelled =>
  token.text === null && token.bytes === '' ? {...token, text: `#${token.id}`} : token;

/** What a chip says. */
export const labelOf = (token: Labelled): string => tokenLabel(known(token));

/** What chips say that stand side by side. */
export const labelsOf = (tokens: readonly Labelled[]): string[] =>
  distinctLabels(tokens.map(known));

/** What is read out behind a token: its place, and whether the tokenizer has put it there. */
export const sayPlace = (
  {special}: Pick<PageToken, 'special'>,
  place: number,
  words: PageWords,
): string => `, ${words.token} ${place}${special ? `, ${words.special}` : ''} `;

/** A token with its place, and whether the tokenizer has put it there. */
export const sayToken = (token: PageToken, place: number, words: PageWords): string =>
  `${labelOf(token)}${sayPlace(token, place, words)}`.trim();
