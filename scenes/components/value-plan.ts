import {columnsOf, rightOf, rowsOf} from './box.ts';
import type {Box} from './box.ts';

/** Where the parts of a table of values lie. */
export interface ValuePlan {
  labelRight: number;
  /** The columns, as high as all rows. */
  bars: Box;
  values: Box;
  /** Baseline of the names of the columns. */
  headings: number;
  pitch: number;
  cell: number;
  /** Where the sum goes: in the middle of the rows. */
  sum: Box;
}

const HEADING = 36;
const AIR = 20;
const BARS = 300;
const GAP = 26;
const HIGHEST = 100;
const FILLED = 0.76;
/** Room for a percentage after the longest bar. */
const PERCENT = 92;
const SUM = 56;

/**
 * Lay out: names, weights as bars, values.
 *
 * @param rows - Number of rows.
 * @param label - Width of the longest name in pixels.
 * @param open - Whether there is room for values; without, bars take it all.
 */
export function planValues(
  box: Box,
  rows: number,
  label: number,
  open: 0 | 1,
): ValuePlan {
  const [heading, table] = rowsOf(box, [HEADING, 'rest'], AIR);
  const [names, bars, values] = columnsOf(table, [label, BARS, 'rest'], GAP);
  const pitch = Math.min(HIGHEST, table.height / rows);
  const height = pitch * rows;
  return {
    labelRight: rightOf(names),
    bars: {
      ...bars,
      width: (open ? rightOf(bars) : rightOf(values)) - bars.x - PERCENT,
    },
    values,
    headings: heading.y + HEADING - 4,
    pitch,
    cell: pitch * FILLED,
    sum: {...values, y: table.y + (height - SUM) / 2, height: SUM},
  };
}
