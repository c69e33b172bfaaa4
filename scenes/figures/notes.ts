import {isPart} from './token-window.ts';
import type {TokenWindow} from './token-window.ts';
import type {FigureWords} from './words.ts';

/** What is said of tokens that are left out, or written as bytes. */
export const windowNotes = (
  window: TokenWindow,
  hasBytes: boolean,
  words: Pick<FigureWords, 'window' | 'bytes'>,
): string[] => [
  ...(isPart(window) ? [words.window(window.first, window.end - 1, window.all)] : []),
  ...(hasBytes ? [words.bytes] : []),
];
