import {isLong} from '../../data-extract/stage/long-text.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {FigureOptions} from './figure-kind.ts';
import {gapOrLast, tokenPlace} from './token-place.ts';
import {tokenWindow} from './token-window.ts';

/** Of a long text a capture that is kept has so many positions. */
export const KEPT = 64;

/**
 * Positions at which a model is asked for next tokens of a long text: each takes a product
 * with the whole head.
 *
 * @param most - So many, those that lead to the token that is asked about.
 * @returns `null` for all positions of a short text.
 * @throws UserError where the text has no such token.
 */
export function longWindow(
  tokens: readonly CapturedToken[],
  token: FigureOptions['token'],
  most: number,
): number[] | null {
  if (!isLong(tokens.length)) return null;
  const asked = tokenPlace(tokens, token, gapOrLast(tokens));
  const {first, end} = tokenWindow({tokens, padding: 0}, asked, most);
  return Array.from({length: end - first}, (_, i) => first + i);
}
