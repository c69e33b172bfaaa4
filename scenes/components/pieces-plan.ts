import {breakLines} from './break-lines.ts';

/** A piece of a text that is cut. */
export interface Piece {
  /** What stands on it. */
  label: string;
  /** Half-open span in the text, in the unit that all cuts count in. */
  start: number;
  end: number;
  /** Only its text is written: it is not cut yet. */
  isPlain?: true;
  /** The vocabulary lacks it: the mark stands in its place. */
  isUnknown?: true;
  /** It stands for no text: dashed and unfilled. */
  isSpecial?: true;
}

/** Where a piece lies: its line, and left end and width on it. */
export interface PiecePlace {
  x: number;
  width: number;
  line: number;
}

/** Measures of pieces that are as wide as their labels, in sizes of their text. */
export interface PieceShape {
  padding: number;
  gap: number;
  /** Width of the narrowest piece. */
  least: number;
}

/** Of whole lines of text, and with room for a number between neighbours. */
export const CLOSE: PieceShape = {padding: 0.22, gap: 0.16, least: 0};
export const WIDE: PieceShape = {padding: 0.65, gap: 0.55, least: 0};
export const NARROW: PieceShape = {padding: 0.22, gap: 0.27, least: 1.7};

/**
 * Place pieces as wide as their labels, each line from its left end.
 *
 * @param starts - Where in the text lines begin.
 */
export function placePieces(
  pieces: readonly Piece[],
  starts: readonly number[],
  {padding, gap, least}: PieceShape,
  widthOf: (label: string) => number,
): PiecePlace[] {
  let [x, line] = [0, 0];
  return pieces.map(({label, start, isPlain}) => {
    const own = starts.filter(first => first <= start).length - 1;
    if (own !== line) [x, line] = [0, own];
    const width = isPlain
      ? widthOf(label)
      : Math.max(least, widthOf(label) + 2 * padding);
    const place = {x, width, line};
    x += width + (isPlain ? 0 : gap);
    return place;
  });
}

/** Width of the widest line. */
export const widthOfLines = (places: readonly PiecePlace[]): number =>
  Math.max(0, ...places.map(({x, width}) => x + width));

/** Up to so many lines a text gets so that it is large; more where it must. */
const LINES = 3;

/**
 * Where in the text its lines begin. Pieces only grow together, so the breaks of the
 * finest cut hold.
 *
 * @param large - Width of a line at most where the text shall be large.
 * @param most - Width of a line at most.
 */
export function startLines(
  finest: readonly Piece[],
  shape: PieceShape,
  widthOf: (label: string) => number,
  {large, most}: {large: number; most: number},
): number[] {
  const one = placePieces(finest, [0], shape, widthOf);
  const widths = one.map(({width}, i) => width + (finest[i].isPlain ? 0 : shape.gap));
  const begins = (i: number): boolean => /^\p{Z}|^\u00B7/u.test(finest[i].label);
  for (let lines = 1; lines <= finest.length; lines++) {
    const starts = breakLines(widths, begins, lines).map(first => finest[first].start);
    const places = placePieces(finest, starts, shape, widthOf);
    if (widthOfLines(places) <= (lines < LINES ? large : most)) return starts;
  }
  return [0];
}

/** Pieces of one cut and those of the next that are the same part of the text. */
export interface Segment {
  /** Numbers of the pieces in the one and in the other cut. */
  before: readonly number[];
  after: readonly number[];
}

/** The smallest parts of a text that begin and end with pieces in both of two cuts. */
export function segmentsOf(before: readonly Piece[], after: readonly Piece[]): Segment[] {
  const boundaries = (pieces: readonly Piece[]): Set<number> =>
    new Set(pieces.flatMap(({start, end}) => [start, end]));
  // Between pieces there may be nothing: white space that a cut leaves out.
  const isInside = (pieces: readonly Piece[], at: number): boolean =>
    pieces.some(({start, end}) => start < at && at < end);
  const common = [...new Set([...boundaries(before), ...boundaries(after)])]
    .filter(at => !isInside(before, at) && !isInside(after, at))
    .sort((a, b) => a - b);
  return common.flatMap((from, i) => {
    const to = common[i + 1] ?? Infinity;
    const within = (pieces: readonly Piece[]): number[] =>
      [...pieces.keys()].filter(n => pieces[n].start >= from && pieces[n].start < to);
    const segment = {before: within(before), after: within(after)};
    return segment.before.length + segment.after.length > 0 ? [segment] : [];
  });
}
