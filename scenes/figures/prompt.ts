import type {CapturedToken} from '../../data-extract/text/token.ts';
import {tokenWindow} from './token-window.ts';
import type {TokenWindow} from './token-window.ts';
import {withoutPadding} from './without-padding.ts';
import type {ReadTokens} from './without-padding.ts';

/** The tokens up to the one that is asked at, as far as a figure has room for them. */
export interface Prompt {
  tokens: readonly CapturedToken[];
  window: TokenWindow;
  /** Index of the one that is asked at, among `tokens`. */
  asked: number;
}

/**
 * @param place - Index of the token that is asked at.
 * @param most - How many tokens there is room for.
 */
export function promptOf(read: ReadTokens, place: number, most: number): Prompt {
  const window = tokenWindow(read, place, most);
  return {
    tokens: read.tokens.slice(window.first, window.end),
    window,
    asked: place - window.first,
  };
}

/**
 * The tokens of a capture that was asked at one of them; where that is padding, with all
 * other padding.
 *
 * @param position - In the capture.
 */
export function readUpTo(
  all: readonly CapturedToken[],
  position: number,
): {read: ReadTokens; asked: number} {
  const read = withoutPadding(all);
  const asked = read.places.indexOf(position);
  if (asked >= 0) return {read, asked};
  return {read: {tokens: all, places: [...all.keys()], padding: 0}, asked: position};
}
