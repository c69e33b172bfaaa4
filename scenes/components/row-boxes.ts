import type {Box} from './box.ts';
import type {RowPlaces} from './row-places.ts';

/** Top of a place's pitch, counted from the row at the top. */
const topOf = ({top, pitch}: RowPlaces, place: number): number => top + place * pitch;

/** Room of the row at a place. */
export function rowBox({x, width}: Box, places: RowPlaces, place: number): Box {
  const {pitch, cell, over} = places;
  const y = topOf(places, place) + over + (pitch - over - cell) / 2;
  return {x, y, width, height: cell};
}

/** Room of the row above the titles. */
export const boxAbove = ({x, width}: Box, {above, cell}: RowPlaces): Box => ({
  x,
  y: above,
  width,
  height: cell,
});

/** Room of the line over the row at a place. */
export const boxOver = ({x, width}: Box, places: RowPlaces, place: number): Box => ({
  x,
  y: topOf(places, place),
  width,
  height: places.over,
});

/** What lies behind the row at a place, from the first column to the last. */
export function bandBox(places: RowPlaces, place: number): Box {
  const {pitch, over, columns} = places;
  const last = columns[columns.length - 1];
  const x = columns[0].x - 14;
  return {
    x,
    width: last.x + last.width + 14 - x,
    y: topOf(places, place) + over + 2,
    height: pitch - over - 4,
  };
}
