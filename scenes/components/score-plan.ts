import {columnsOf, lerpBox, rightOf, rowsOf} from './box.ts';
import type {Box} from './box.ts';

/** Where the parts of a table of scores lie. */
export interface ScorePlan {
  /** Right end of the tokens' names, and of their positions. */
  labelRight: number;
  positionRight: number;
  /** The query's own vector. */
  query: Box;
  /** Baseline of the names of the columns. */
  headings: number;
  /** The columns below the names, as high as all rows. */
  keys: Box;
  raw: Box;
  scaled: Box;
  bars: Box;
  /** Height of a row, and of the cells in it. */
  pitch: number;
  cell: number;
}

const QUERY = 46;
const HEADING = 36;
const AIR = 20;
const WIDTH = {position: 44, figure: 128, bars: 580, gap: 30} as const;
const HIGHEST = 100;
const FILLED = 0.76;

/**
 * Lay the table out: the query above, then names, positions, keys, products, scaled
 * products, bars. Keys take the room that the other columns leave.
 *
 * @param rows - Number of rows.
 * @param label - Width of the longest name in pixels.
 * @param columns - How many columns stand right of the keys, 0 to 3; between two numbers
 * the next column is on its way in.
 */
export function planScores(
  box: Box,
  rows: number,
  label: number,
  columns: number,
): ScorePlan {
  const before = Math.min(2, Math.floor(columns));
  const [from, to] = [before, before + 1].map(count => fixed(box, rows, label, count));
  const t = columns - before;
  return {
    ...from,
    query: lerpBox(from.query, to.query, t),
    keys: lerpBox(from.keys, to.keys, t),
    raw: lerpBox(from.raw, to.raw, t),
    scaled: lerpBox(from.scaled, to.scaled, t),
    bars: lerpBox(from.bars, to.bars, t),
  };
}

function fixed(box: Box, rows: number, label: number, count: number): ScorePlan {
  const [queryRow, heading, table] = rowsOf(box, [QUERY, HEADING, 'rest'], AIR);
  const own = [WIDTH.figure, WIDTH.figure, WIDTH.bars].slice(0, count);
  const [names, positions, keys, ...others] = columnsOf(
    table,
    [label, WIDTH.position, 'rest', ...own],
    WIDTH.gap,
  );
  // Columns that are not there yet wait beyond the right end.
  const waiting = {...table, x: rightOf(table) + WIDTH.gap, width: WIDTH.figure};
  const [raw = waiting, scaled = waiting, bars = waiting] = others;
  const pitch = Math.min(HIGHEST, table.height / rows);
  return {
    labelRight: rightOf(names),
    positionRight: rightOf(positions),
    query: {...queryRow, x: keys.x, width: keys.width},
    headings: heading.y + HEADING - 4,
    ...{keys, raw, scaled, bars},
    pitch,
    cell: pitch * FILLED,
  };
}

/** Room for a percentage after the longest bar. */
const PERCENT = 92;

/** Where the bar of everything would lie in a row. */
export const barRoom = ({bars, keys, pitch, cell}: ScorePlan, row: number): Box => ({
  x: bars.x,
  y: keys.y + row * pitch,
  width: bars.width - PERCENT,
  height: cell,
});
