import type {Box} from 'attention-in-motion/components/box';

/** How many times as wide as high the longest vector of a picture is. */
const LONG = 20;
/** More numbers than this are not drawn: of longer vectors every n-th is. */
const MOST = 4096;

/** How vectors of one picture are folded: all alike, so that their widths compare. */
export interface Fold {
  /** Cells from top to bottom in each column. */
  lines: number;
  /** Every how many numbers one is drawn. */
  every: number;
  /** Columns of the longest vector. */
  columns: number;
}

/** A fold with which the cells of the longest vector are about square. */
export function foldOf(longest: number): Fold {
  const every = Math.ceil(longest / MOST);
  const drawn = Math.ceil(longest / every);
  const lines = Math.max(1, Math.round(Math.sqrt(drawn / LONG)));
  return {lines, every, columns: Math.ceil(drawn / lines)};
}

/** Room of a vector's cells: as high as its width allows, in the middle of a box. */
export function foldedBox(length: number, {lines, every, columns}: Fold, box: Box): Box {
  const own = Math.ceil(Math.ceil(length / every) / lines);
  const width = (box.width * own) / columns;
  return {...box, x: box.x + (box.width - width) / 2, width};
}

/** Where the n-th drawn cell lies: columns from the left, each from its top. */
export function cellAt(
  place: number,
  {lines, columns}: Fold,
  box: Box,
  width: number,
): Box {
  const size = {width: width / columns, height: box.height / lines};
  const column = Math.floor(place / lines);
  return {
    x: box.x + column * size.width,
    y: box.y + (place % lines) * size.height,
    ...size,
  };
}

/** The place of each number once they stand in order, the largest size first. */
export function ranksOf(values: ArrayLike<number>): number[] {
  const order = Array.from({length: values.length}, (_, i) => i).sort(
    (a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b,
  );
  const ranks = Array.from({length: values.length}, () => 0);
  order.forEach((index, rank) => (ranks[index] = rank));
  return ranks;
}
