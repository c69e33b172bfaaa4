/** Measures in pixels. */
export interface WordLineMetrics {
  /** Width that a line may have. */
  room: number;
  /** Height of all lines together. */
  height: number;
  /** Between the pieces of a word. */
  gap: number;
  /** Room behind the last piece of a word. */
  after: number;
  /** From one line of a word to its next; the least from one word to the next. */
  line: number;
  /** The most from the last line of a word to the next word. */
  pitch: number;
}

/** Where the pieces of one word are. */
export interface WordLines {
  /** Top of its first line, from the top of all. */
  y: number;
  pieces: readonly {x: number; y: number}[];
  /** Right end of its last piece, and the top of its line. */
  end: {x: number; y: number};
}

/**
 * Place words one under the other, each in its pieces from left to right; a word that is
 * too wide goes on in a further line.
 *
 * @param words - Widths of the pieces of each word.
 * @returns The words that fit, from the first on.
 */
export function placeWordLines(
  words: readonly (readonly number[])[],
  {room, height, gap, after, line, pitch}: WordLineMetrics,
): WordLines[] {
  const broken = words.map(widths => breakPieces(widths, room - after, gap));
  const fitting: typeof broken = [];
  let lines = 0;
  for (const word of broken) {
    if ((lines + word.lines) * line > height) break;
    lines += word.lines;
    fitting.push(word);
  }
  const spare = (height - lines * line) / Math.max(1, fitting.length);
  const between = Math.max(0, Math.min(pitch - line, spare));
  let y = 0;
  return fitting.map(({places, lines: own}, i) => {
    const top = y;
    y += own * line + between;
    const pieces = places.map(place => ({x: place.x, y: top + place.line * line}));
    const last = pieces[pieces.length - 1];
    return {y: top, pieces, end: {x: last.x + (words[i].at(-1) ?? 0), y: last.y}};
  });
}

/** The line and the left edge of each piece. */
function breakPieces(
  widths: readonly number[],
  room: number,
  gap: number,
): {places: {line: number; x: number}[]; lines: number} {
  let [line, x] = [0, 0];
  const places = widths.map(width => {
    if (x > 0 && x + width > room) [line, x] = [line + 1, 0];
    const place = {line, x};
    x += width + gap;
    return place;
  });
  return {places, lines: line + 1};
}
