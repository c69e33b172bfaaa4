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
  /** Width of one character; pieces are set in the code face. */
  character: number;
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
  {character, padding, gap}: FuseMetrics,
  room: number,
): number[] {
  const pitch = character + 2 * padding + gap;
  const most = Math.max(1, Math.floor((room + gap) / pitch));
  const lines = Math.max(1, Math.ceil(characters.length / most));
  for (let count = lines; count <= characters.length; count++) {
    const starts = breakAt(characters, characters.length / count, most);
    if (starts && starts.length <= count) return starts;
  }
  // Words longer than a line: break anywhere.
  return Array.from({length: lines}, (_, line) => line * most);
}

function breakAt(
  characters: readonly string[],
  aim: number,
  most: number,
): number[] | null {
  const starts = [0];
  characters.forEach((own, i) => {
    const length = i - starts[starts.length - 1];
    if (own !== ' ' || length === 0) return;
    const next = characters.indexOf(' ', i + 1);
    const wordEnd = next < 0 ? characters.length : next;
    // Break here, unless the next word still fits and the line is short of its share.
    const longer = wordEnd - starts[starts.length - 1];
    if (longer > most || length >= aim) starts.push(i);
  });
  const ends = [...starts.slice(1), characters.length];
  return starts.every((start, i) => ends[i] - start <= most) ? starts : null;
}

/** Place the pieces of a text, each line from its left end. */
export function placePieces(
  pieces: readonly string[],
  starts: readonly number[],
  {character, padding, gap}: FuseMetrics,
): FusedPiece[] {
  let [first, x, line] = [0, 0, -1];
  return pieces.map(text => {
    const length = [...text].length;
    const own = starts.filter(start => start <= first).length - 1;
    if (own !== line) [x, line] = [0, own];
    const width = length * character + 2 * padding;
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
