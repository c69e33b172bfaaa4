import {isPart} from './token-window.ts';
import type {TokenWindow} from './token-window.ts';
import type {FigureWords} from './words.ts';

/** What is said of tokens that are left out, or written as bytes. */
export const windowNotes = (
  window: TokenWindow,
  hasBytes: boolean,
  words: Pick<FigureWords, 'window' | 'bytes' | 'padding'>,
): string[] => [
  ...(isPart(window) ? [words.window(window.first, window.end - 1, window.all)] : []),
  ...paddingNotes(window, words),
  ...(hasBytes ? [words.bytes] : []),
];

/** What is said of padding, which is never drawn. */
export const paddingNotes = (
  {padding}: Pick<TokenWindow, 'padding'>,
  words: Pick<FigureWords, 'padding'>,
): string[] => (padding === 0 ? [] : [words.padding(padding)]);
