import {
  bottomOf,
  centreOf,
  columnsOf,
  rightOf,
  rowsOf,
  STAGE,
} from '../components/box.ts';
import type {Box, Point} from '../components/box.ts';

const ROW = 44;

/** Where the sum is compared with one value. */
export const SAME = sameOf();
/** Where the sum goes through W_O and into the stream. */
export const BACK = backOf();

function sameOf(): {sum: Box; value: Box} {
  const box = {...STAGE, x: STAGE.x + 160, width: STAGE.width - 160};
  const [, sum, value] = rowsOf(box, ['rest', 88, 88, 'rest'], 80);
  return {sum, value};
}

function backOf(): {
  sum: Box;
  weight: Box;
  part: Box;
  out: Box;
  before: Box;
  after: Box;
  rail: Box;
  plus: number;
  /** From the head's part to what all heads add, and from there to the rail. */
  ways: {down: Point[]; across: Point[]};
} {
  const [left, right] = columnsOf(STAGE, [970, 'rest'], 90);
  const [side, main] = columnsOf(left, [130, 'rest'], 30);
  const [, weight, part, , out] = rowsOf(main, [50, 'rest', ROW, 70, ROW, 130], 26);
  const [, before, , after] = rowsOf(right, [50, ROW, 'rest', ROW, 52], 0);
  const {x: middle} = centreOf(right);
  const plus = centreOf(out).y;
  // Beside the name of the part, which stands below its left end.
  const arrow = part.x + 0.72 * part.width;
  return {
    sum: {...weight, x: side.x + (side.width - ROW) / 2, width: ROW},
    ...{weight, part, out, before, after},
    rail: {x: middle, width: 0, y: bottomOf(before), height: after.y - bottomOf(before)},
    plus,
    ways: {
      down: [
        {x: arrow, y: bottomOf(part)},
        {x: arrow, y: out.y},
      ],
      across: [{x: rightOf(out), y: plus}],
    },
  };
}
