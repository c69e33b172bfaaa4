import type {Box} from './box.ts';

/** Where the parts of a shelf lie, in frame coordinates. */
export interface ShelfPlan {
  /** Left edge of the first column, and width of a column. */
  left: number;
  column: number;
  /** Width of one strip; a pair is two of them. */
  strip: number;
  /** Tops of the strips, by board. */
  tops: number[];
  /** Height of a strip. */
  height: number;
  /** How many numbers of a vector one drawn cell stands for. */
  per: number;
  /** Whether columns are wide enough for their labels to stand upright. */
  upright: boolean;
}

/** Height of a board below its pairs. */
export const BOARD = 8;
const BOARD_GAP = 26;
const MOST_STRIP = {width: 44, height: 190} as const;
/** Cells lower than this cannot be told apart. */
const LEAST_CELL = 3;

/**
 * Lay out boards of key-value pairs, one column per token.
 *
 * @param size - Boards, tokens, numbers in a key, and the widest token label in pixels.
 * @param box - Room for boards alone, labels left out.
 */
export function shelfPlan(
  size: {boards: number; tokens: number; width: number; label: number},
  box: Box,
): ShelfPlan {
  const column = box.width / size.tokens;
  const step = box.height / size.boards;
  const height = Math.min(MOST_STRIP.height, step - BOARD - BOARD_GAP);
  const used = size.boards * (height + BOARD) + (size.boards - 1) * BOARD_GAP;
  const top = box.y + (box.height - used) / 2;
  return {
    left: box.x,
    column,
    strip: Math.min(MOST_STRIP.width, column * 0.38),
    tops: Array.from(
      {length: size.boards},
      (_, board) => top + board * (height + BOARD + BOARD_GAP),
    ),
    height,
    per: Math.max(1, Math.ceil((size.width * LEAST_CELL) / height)),
    upright: size.label + 12 <= column,
  };
}
