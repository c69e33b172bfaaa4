import {centreOf, columnsOf, rowsOf, STAGE} from '../components/box.ts';
import type {Box} from '../components/box.ts';

/** Left of the matrices: the vector that goes in, or the names of the tokens. */
const SIDE = 250;
const GAP = 64;
const AIR = 40;
const COLUMN = 44;
const CHIP = 76;
/** Width of a vector that is drawn whole. */
const VECTOR = 1152;
/** Room for a line of text above a picture, and below it. */
const LINE = 50;

/** Where things are on the way from the stream to what the head reads. */
export const INPUT = inputOf();
/** Where things are while one vector passes through three matrices. */
export const ONE = oneOf();
/** Where they are when all tokens pass through. */
export const ALL = allOf();

function inputOf(): {strip: Box; stream: Box; norm: Box; normed: Box} {
  const [strip, stream, norm, normed] = rowsOf(
    STAGE,
    [CHIP, COLUMN + 8, 92, COLUMN + 8],
    112,
  );
  const narrow = (box: Box, width: number): Box => ({
    ...box,
    x: centreOf(box).x - width / 2,
    width,
  });
  return {
    strip,
    stream: narrow(stream, VECTOR),
    norm: narrow(norm, 360),
    normed: narrow(normed, VECTOR),
  };
}

function partsOf(box: Box): {side: Box; three: Box[]} {
  const [side, rest] = columnsOf(box, [SIDE, 'rest'], AIR);
  return {side, three: columnsOf(rest, ['rest', 'rest', 'rest'], GAP)};
}

function oneOf(): {
  chip: Box;
  input: Box;
  weights: Box[];
  results: Box[];
  note: Box;
} {
  const {side, three} = partsOf(STAGE);
  const lines = (box: Box): Box[] => rowsOf(box, [CHIP + LINE, 'rest', COLUMN, LINE], 36);
  const [chip, middle] = lines(side);
  const [, , , note] = lines(three[0]);
  return {
    chip: {...chip, height: CHIP},
    input: {...middle, x: side.x + (SIDE - COLUMN) / 2, width: COLUMN},
    weights: three.map(box => lines(box)[1]),
    results: three.map(box => lines(box)[2]),
    note,
  };
}

function allOf(): {blocks: Box[]; results: Box[]} {
  const {three} = partsOf(STAGE);
  const lines = three.map(box => rowsOf(box, [92, 'rest'], LINE + 12));
  return {
    blocks: lines.map(([block]) => block),
    results: lines.map(([, result]) => result),
  };
}
