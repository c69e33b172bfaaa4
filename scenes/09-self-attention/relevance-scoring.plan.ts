import {columnsOf, rowsOf, STAGE} from '../components/box.ts';
import type {Box, Point} from '../components/box.ts';

/** Where the largest products of two vectors stand as figures, right of the keys. */
export interface TermsPlan {
  query: Box;
  key: Box;
  products: Box;
  /** Left ends of the lines below: what the others add, and the sum. */
  others: Point;
  sum: Point;
}

const LEFT = 1050;
const NAME = 100;
const ROW = 60;
const LINE = 58;

export function planTerms(): TermsPlan {
  const right = {...STAGE, x: LEFT, width: STAGE.x + STAGE.width - LEFT};
  const [, box] = columnsOf(right, [NAME, 'rest'], 0);
  const [, query, key, products, , others, sum] = rowsOf(
    box,
    [60, ROW, ROW, ROW, 12, LINE, LINE],
    26,
  );
  return {
    ...{query, key, products},
    others: {x: box.x, y: others.y + 40},
    sum: {x: box.x, y: sum.y + 40},
  };
}
