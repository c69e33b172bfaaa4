import type {CapturedToken} from '../capture/format.ts';
import {alignPieces} from './align.ts';
import {textOf} from './pieces.ts';
import {spansOf} from './spans.ts';
import type {TokenPiece} from './tokenizer.ts';

/**
 * Give tokens their places in the text.
 *
 * @param text - The text that was encoded.
 * @param pieces - Its tokens, special ones included.
 * @throws RangeError where a token stands for something that is not in the text.
 */
export function placeTokens(
  text: string,
  pieces: readonly (TokenPiece & {id: number})[],
): CapturedToken[] {
  const hex = Buffer.from(text, 'utf8').toString('hex');
  const joined = pieces.map(({bytes}) => bytes).join('');
  const exact = joined === hex && !pieces.some(({unknown}) => unknown);
  if (exact) return byBytes(text, pieces);
  // Some vocabularies put a space before the text; it does not stand there.
  if (joined === `20${hex}`) return byBytes(text, withoutFirstSpace(pieces));
  const spans = alignPieces(
    text,
    pieces.map(({text: own, bytes, special, unknown}) => ({
      text: unknown
        ? null
        : special && !text.includes(own ?? '')
          ? ''
          : (own ?? bytesToText(bytes)),
    })),
  );
  return pieces.map((piece, i) => ({...piece, ...spans[i]}));
}

function byBytes(
  text: string,
  pieces: readonly (TokenPiece & {id: number})[],
): CapturedToken[] {
  const spans = spansOf(
    text,
    pieces.map(({bytes}) => bytes.length / 2),
  );
  return pieces.map((piece, i) => ({...piece, ...spans[i]}));
}

function withoutFirstSpace<T extends TokenPiece>(pieces: readonly T[]): T[] {
  const first = pieces.findIndex(({bytes}) => bytes !== '');
  return pieces.map((piece, i) => {
    if (i !== first) return piece;
    const bytes = piece.bytes.slice(2);
    // Where nothing else is in the token, it is still shown as the space that it is.
    const text = bytes === '' ? piece.text : textOf(Buffer.from(bytes, 'hex'));
    return {...piece, bytes, text};
  });
}

const bytesToText = (bytes: string): string => Buffer.from(bytes, 'hex').toString('utf8');
