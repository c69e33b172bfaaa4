/** A piece of a text and its place, in pixels from the left end of its line. */
export interface FusedPiece {
  text: string;
  /** Half-open span in the characters of the text. */
  first: number;
  end: number;
  line: number;
  x: number;
  width: number;
}

/** Measures in pixels. */
export interface FuseMetrics {
  /** Width of a piece's label. */
  widthOf: (text: string) => number;
  /** Between the label of a piece and its edges. */
  padding: number;
  gap: number;
}

/**
 * Where lines of single characters break: as few lines as fit, about equally long, each
 * ending before a space. Pieces only grow together, so the breaks of the start hold.
 *
 * @returns Index of the first character of each line.
 */
export function breakLines(
  characters: readonly string[],
  {widthOf, padding, gap}: FuseMetrics,
  room: number,
): number[] {
  // Left edges of all characters if they stood on one line, and the right end.
  const edges = [0];
  for (const own of characters)
    edges.push(edges[edges.length - 1] + widthOf(own) + 2 * padding + gap);
  const total = edges[edges.length - 1];
  const most = room + gap;
  const lines = Math.max(1, Math.ceil(total / most));
  for (let count = lines; count <= characters.length; count++) {
    const starts = breakAt(characters, edges, total / count, most);
    if (starts && starts.length <= count) return starts;
  }
  // Words longer than a line: break anywhere.
  const starts = [0];
  characters.forEach((_, i) => {
    if (edges[i + 1] - edges[starts[starts.length - 1]] > most && i > 0) starts.push(i);
  });
  return starts;
}

function breakAt(
  characters: readonly string[],
  edges: readonly number[],
  aim: number,
  most: number,
): number[] | null {
  const starts = [0];
  characters.forEach((own, i) => {
    const start = edges[starts[starts.length - 1]];
    const length = edges[i] - start;
    if (own !== ' ' || length === 0) return;
    const next = characters.indexOf(' ', i + 1);
    const wordEnd = next < 0 ? characters.length : next;
    // Break here, unless the next word still fits and the line is short of its share.
    if (edges[wordEnd] - start > most || length >= aim) starts.push(i);
  });
  const ends = [...starts.slice(1), characters.length];
  return starts.every((start, i) => edges[ends[i]] - edges[start] <= most)
    ? starts
    : null;
}

/** Place the pieces of a text, each line from its left end. */
export function placePieces(
  pieces: readonly string[],
  starts: readonly number[],
  {widthOf, padding, gap}: FuseMetrics,
): FusedPiece[] {
  let [first, x, line] = [0, 0, -1];
  return pieces.map(text => {
    const length = [...text].length;
    const own = starts.filter(start => start <= first).length - 1;
    if (own !== line) [x, line] = [0, own];
    const width = widthOf(text) + 2 * padding;
    const placed = {text, first, end: first + length, line, x, width};
    first += length;
    x += width + gap;
    return placed;
  });
}

/** A piece on its way from one state of a text to the next. */
export interface MovingPiece extends FusedPiece {
  /** What it grew together from; a single one where it is as it was. */
  parts: readonly FusedPiece[];
}

/** For each piece of a state, the pieces of the state before it that it is made of. */
export function fuse(
  before: readonly FusedPiece[],
  after: readonly FusedPiece[],
): MovingPiece[] {
  return after.map(piece => ({
    ...piece,
    parts: before.filter(({first, end}) => first >= piece.first && end <= piece.end),
  }));
}
