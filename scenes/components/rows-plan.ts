/** A box in frame coordinates. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const CELL = {most: 44, height: 42} as const;
const CHIP = {height: 62, paddings: [18, 14, 10, 6], gap: 6} as const;

/**
 * Cells of rows that are as long as their counts: one width for all, so that lengths
 * compare.
 *
 * @param counts - Cells of each row.
 * @param room - Where all rows share the height evenly.
 */
export function placeCells(counts: readonly number[], room: Box): Box[][] {
  const pitch = Math.min(CELL.most, room.width / Math.max(1, ...counts));
  const gap = Math.min(4, pitch * 0.2);
  return counts.map((count, row) => {
    const line = lineOf(room, counts.length, row, CELL.height);
    return Array.from({length: count}, (_, i) => ({
      ...{x: room.x + i * pitch, width: pitch - gap},
      ...line,
    }));
  });
}

/**
 * Chips of rows, as roomy as the longest row allows.
 *
 * @param widths - Widths of the labels of each row in pixels.
 * @returns The places; a row that is too long even so keeps those chips that fit.
 */
export function placeRowChips(
  widths: readonly (readonly number[])[],
  room: Box,
): Box[][] {
  const widest = (padding: number): number =>
    Math.max(
      ...widths.map(row => row.reduce((x, w) => x + w + 2 * padding + CHIP.gap, 0)),
    );
  const {paddings} = CHIP;
  const padding =
    paddings.find(own => widest(own) <= room.width) ?? paddings[paddings.length - 1];
  return widths.map((row, index) => {
    const line = lineOf(room, widths.length, index, CHIP.height);
    let x = room.x;
    return row
      .map(label => {
        const box = {x, width: label + 2 * padding, ...line};
        x += box.width + CHIP.gap;
        return box;
      })
      .filter(box => box.x + box.width <= room.x + room.width);
  });
}

/** The middle of a row: top and height of what stands in it. */
function lineOf(
  room: Box,
  rows: number,
  row: number,
  most: number,
): Pick<Box, 'y' | 'height'> {
  const pitch = room.height / rows;
  const height = Math.min(most, pitch * 0.72);
  return {y: room.y + pitch * (row + 0.5) - height / 2, height};
}
