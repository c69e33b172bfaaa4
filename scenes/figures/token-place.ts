import {UserError} from '../../foundations/user-error.ts';
import {maskTokenOf} from '../../data-extract/text/mask-token.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import {tokenLabel} from '../components/token-label.ts';

/**
 * The position of the token that `--token` names, by its number (negative ones count from
 * the end) or by its text without its leading space.
 *
 * @param otherwise - Where it is not given.
 * @throws UserError where no token is that, or several are.
 */
export function tokenPlace(
  tokens: readonly CapturedToken[],
  token: number | string | null,
  otherwise: number,
): number {
  if (token === null) return otherwise;
  if (typeof token === 'number') {
    const place = token < 0 ? tokens.length + token : token;
    if (Number.isInteger(place) && tokens[place] !== undefined) return place;
    throw wrong(
      `--token ${token}: the text has ${tokens.length} tokens.`,
      `Give 0 to ${tokens.length - 1}, or the text of a token.`,
    );
  }
  const places = tokens.flatMap((one, i) =>
    tokenLabel(one) === token || one.text === token ? [i] : [],
  );
  const [place] = places;
  if (places.length === 1) return place;
  if (places.length > 1) {
    throw wrong(
      `--token ${token}: ${places.length} tokens are that.`,
      `Give the number of one: ${places.join(', ')}.`,
    );
  }
  throw wrong(
    `--token ${token}: no token is that.`,
    `The tokens are ${tokens.map(tokenLabel).join(' | ')}.`,
  );
}

/**
 * Where a model that fills gaps is asked by itself: at the first of the text; any other
 * model, and where there is none, at the last token.
 */
export function gapOrLast(tokens: readonly CapturedToken[]): number {
  const specials = tokens.flatMap(({special, text}) => (special && text ? [text] : []));
  const mask = maskTokenOf({}, specials);
  const gap = tokens.findIndex(({special, text}) => special && text === mask);
  return gap < 0 ? tokens.length - 1 : gap;
}

/**
 * Refuse a capture that was asked at another token.
 *
 * @param position - Where it was asked.
 * @throws UserError where `--token` names another one.
 */
export function requireAsked(
  tokens: readonly CapturedToken[],
  token: number | string | null,
  position: number,
): void {
  const wanted = tokenPlace(tokens, token, position);
  if (wanted === position) return;
  throw wrong(
    `--token ${token}: the capture was asked at token ${position}, not at ${wanted}.`,
    `Leave --token out, or make the capture again with it.`,
  );
}

const wrong = (message: string, remedy: string): UserError =>
  new UserError('flag', message, remedy);
