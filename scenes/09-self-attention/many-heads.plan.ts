import {bottomOf, centreOf, middleOf, rowsOf, STAGE} from '../components/box.ts';
import type {Box, Point} from '../components/box.ts';

/** Where a layer's vectors are on their way through its heads. */
export interface HeadFlow {
  input: Box;
  /** A line from the input to each head. */
  fan: readonly (readonly Point[])[];
  tiles: readonly Box[];
  /** How much lower all of the above stands before anything is below it. */
  low: number;
  /** The heads' results below their tiles, and the gap between them. */
  apart: Box;
  gap: number;
  /** The same in one row, and a line from each head to its part of it. */
  joined: Box;
  merge: readonly (readonly Point[])[];
  block: Box;
  out: Box;
}

const TILE = 124;
const ROW = 40;
const BLOCK = {width: 440, height: 96} as const;
/** Width of the vectors that are in one piece: four pixels or more a number. */
const WIDTH = 1152;
/** Share of it that a vector of the stream takes: also four pixels a number. */
const SINGLE = 2 / 3;
/** Share of a lane that a head's result takes. */
const FILLED = 0.84;

/**
 * From top to bottom: the input, its heads side by side, what each makes, all of it in
 * one row, the output projection, and what it makes.
 */
export function flowOf({heads, length}: {heads: number; length: number}): HeadFlow {
  const lane = STAGE.width / heads;
  const side = Math.min(TILE, lane - 14);
  const [input, , tileRow, apart, joined, blockRow, out] = rowsOf(
    STAGE,
    [ROW, 'rest', TILE, ROW, ROW + 4, BLOCK.height, ROW],
    42,
  );
  const narrow = (box: Box, width: number): Box => ({
    ...box,
    x: centreOf(box).x - width / 2,
    width,
  });
  const tiles = Array.from({length: heads}, (_, head) => ({
    x: STAGE.x + (head + 0.5) * lane - side / 2,
    y: tileRow.y + (TILE - side) / 2,
    width: side,
    height: side,
  }));
  const start = narrow(input, WIDTH * SINGLE);
  const gap = lane * (1 - FILLED);
  const from = middleOf(start, 'below');
  const whole = narrow(joined, Math.min(WIDTH, Math.max(heads, length) * 6));
  return {
    input: start,
    fan: tiles.map(tile => {
      const to = middleOf(tile, 'above');
      // Labels of the heads stand right above their tiles.
      return [{...from}, {x: to.x, y: to.y - 46}];
    }),
    tiles,
    low: (bottomOf(STAGE) - bottomOf(tiles[0]) - 18 - ROW) / 2,
    apart: {
      ...apart,
      x: STAGE.x + gap / 2,
      y: bottomOf(tiles[0]) + 18,
      width: STAGE.width - gap,
    },
    gap,
    joined: whole,
    merge: tiles.map((tile, head) => {
      const part = whole.width / heads;
      const to = {x: whole.x + (head + 0.5) * part, y: whole.y};
      return [middleOf(tile, 'below'), to];
    }),
    block: narrow(blockRow, BLOCK.width),
    out: narrow(out, WIDTH * SINGLE),
  };
}
