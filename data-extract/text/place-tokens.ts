import {alignPieces} from './align.ts';
import {textOf} from './pieces.ts';
import {spansOf} from './spans.ts';
import type {TokenPiece} from './token-piece.ts';
import type {CapturedToken} from './token.ts';

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
  const lengths = exactLengths(hex, pieces);
  if (lengths) return byBytes(text, pieces, lengths);
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
  lengths: readonly number[] = pieces.map(({bytes}) => bytes.length / 2),
): CapturedToken[] {
  const spans = spansOf(text, lengths);
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

/**
 * How many bytes of the text each token takes up; a special token that stands in the text
 * its own. `null` where bytes of the text are left over or do not fit.
 */
function exactLengths(hex: string, pieces: readonly TokenPiece[]): number[] | null {
  let at = 0;
  const lengths: number[] = [];
  for (const {text, bytes, special, unknown} of pieces) {
    if (unknown) return null;
    const own = special ? Buffer.from(text ?? '', 'utf8').toString('hex') : bytes;
    if (hex.startsWith(own, at)) {
      lengths.push(own.length / 2);
      at += own.length;
    } else if (special) lengths.push(0);
    else return null;
  }
  return at === hex.length ? lengths : null;
}

const bytesToText = (bytes: string): string => Buffer.from(bytes, 'hex').toString('utf8');
