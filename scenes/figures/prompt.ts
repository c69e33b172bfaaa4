import type {CapturedToken} from '../../data-extract/text/token.ts';
import {tokenWindow} from './token-window.ts';
import type {TokenWindow} from './token-window.ts';

/** The tokens up to the one that is asked at, as far as a figure has room for them. */
export interface Prompt {
  tokens: readonly CapturedToken[];
  window: TokenWindow;
  /** Index of the one that is asked at, among `tokens`. */
  asked: number;
}

/**
 * @param place - Position that is asked at.
 * @param most - How many tokens there is room for.
 */
export function promptOf(
  tokens: readonly CapturedToken[],
  place: number,
  most: number,
): Prompt {
  const window = tokenWindow(tokens.length, place, most);
  return {
    tokens: tokens.slice(window.first, window.end),
    window,
    asked: place - window.first,
  };
}
