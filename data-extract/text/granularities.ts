import {spansOf} from './spans.ts';
import type {TextPiece} from './text-results.ts';

/**
 * A text as words, with punctuation and symbols on their own and spaces left out.
 *
 * @param known - Words in lower case; punctuation counts as known.
 */
export function cutWords(text: string, known: ReadonlySet<string>): TextPiece[] {
  const pieces = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu;
  return [...text.matchAll(pieces)].map(({0: piece, index}) => ({
    text: piece,
    bytes: hex(piece),
    start: index,
    end: index + piece.length,
    unknown: !/^\p{P}$/u.test(piece) && !known.has(piece.toLowerCase()),
  }));
}

/**
 * A text as characters (code points).
 *
 * @param known - The alphabet; without it, all characters are known.
 */
export function cutCharacters(text: string, known?: ReadonlySet<string>): TextPiece[] {
  let start = 0;
  return [...text].map(character => {
    const end = start + character.length;
    const unknown = known !== undefined && !known.has(character);
    const piece = {text: character, bytes: hex(character), start, end, unknown};
    start = end;
    return piece;
  });
}

/** A text as the bytes of its UTF-8. */
export function cutBytes(text: string): TextPiece[] {
  const bytes = [...new TextEncoder().encode(text)];
  const spans = spansOf(
    text,
    bytes.map(() => 1),
  );
  return bytes.map((byte, i) => ({
    text: byte < 0x80 ? String.fromCharCode(byte) : null,
    bytes: byte.toString(16).padStart(2, '0'),
    ...spans[i],
    unknown: false,
  }));
}

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');
