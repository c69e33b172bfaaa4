/** A piece of a text, as captures have it. */
interface Piece {
  /** `null` where the bytes are not whole characters. */
  text: string | null;
  /** UTF-8, hex. */
  bytes: string;
  /** Half-open span in the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** Half-open span of a piece in the bytes of the text. */
export interface ByteSpan {
  from: number;
  to: number;
}

const encoder = new TextEncoder();
const bytesIn = (text: string): number => encoder.encode(text).length;

/**
 * Where pieces stand in the bytes of a text, so that cuts at any level can be drawn one
 * under the other on one scale.
 *
 * @remarks
 * A piece that is no whole characters has the span of the whole characters that it is
 * part of; its own bytes follow those of the piece before it.
 */
export function byteSpans(text: string, pieces: readonly Piece[]): ByteSpan[] {
  let before = 0;
  return pieces.map(piece => {
    const start = bytesIn(text.slice(0, piece.start));
    const end = bytesIn(text.slice(0, piece.end));
    const from = piece.text === null ? Math.max(before, start) : start;
    const to = piece.text === null ? Math.min(end, from + piece.bytes.length / 2) : end;
    before = to;
    return {from, to};
  });
}

/**
 * How many bytes of a text a picture shows: all where they fit, else as many whole words
 * as fit.
 */
export function bytesThatFit(text: string, most: number): number {
  const all = bytesIn(text);
  if (all <= most) return all;
  let shown = 0;
  for (const {index} of text.matchAll(/\s+/g)) {
    const before = bytesIn(text.slice(0, index));
    if (before <= most) shown = before;
  }
  if (shown > 0) return shown;
  // One long word: whole characters.
  for (const character of text) {
    const longer = shown + bytesIn(character);
    if (longer > most) break;
    shown = longer;
  }
  return shown;
}
