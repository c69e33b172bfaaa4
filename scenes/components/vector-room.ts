import type {Box} from './box.ts';
import type {Side} from './paint-bracket.ts';
import {SIDE_LABEL, SIDE_LENGTH} from './sizes.ts';

/** What is written around the cells of a vector. */
export interface VectorWords {
  /** Its name, as wide as it is written, in pixels; `null` where it has none. */
  label: {side: Side; width: number; shown: number} | null;
  /** The bracket with its true length, as wide as that is written; `null` without one. */
  bracket: {side: Side; width: number} | null;
  /** Whether its parts have names. */
  hasPartNames: boolean;
}

/** Cells are no thicker than this, across a row and across a column. */
export const THICKEST = {across: 110, down: 56} as const;

const isBeside = (side: Side): boolean => side === 'left' || side === 'right';

/** What name, bracket and names of parts take around the cells, in pixels. Pure. */
export function roomAround({
  label,
  bracket,
  hasPartNames,
}: VectorWords): Record<Side, number> {
  const room = {above: 0, below: 0, left: 0, right: 0};
  if (label) {
    const {side, width, shown} = label;
    const taken = isBeside(side)
      ? SIDE_LABEL.beside + width
      : SIDE_LABEL[side === 'above' ? 'above' : 'below'];
    room[side] += taken * shown;
  }
  if (bracket) {
    room[bracket.side] += isBeside(bracket.side)
      ? SIDE_LENGTH.beside + bracket.width
      : SIDE_LENGTH.along;
  }
  if (hasPartNames) room.below += SIDE_LABEL.below;
  return room;
}

/** Room of the cells in the box of a vector, without what is written around them. Pure. */
export function cellsIn(
  box: Box,
  {above, below, left, right}: Record<Side, number>,
  axis: 'across' | 'down',
): Box {
  const width = box.width - left - right;
  const height = box.height - above - below;
  const thick =
    axis === 'across'
      ? {width, height: Math.min(THICKEST.across, height)}
      : {width: Math.min(THICKEST.down, width), height};
  return {
    ...thick,
    x: box.x + left + (width - thick.width) / 2,
    y: box.y + above + (height - thick.height) / 2,
  };
}

/** The part of a box that has appeared, from the start of all cells on. Pure. */
export function seenPart(
  part: Box,
  cells: Box,
  shown: number,
  axis: 'across' | 'down',
): Box | null {
  if (axis === 'down') {
    const end = cells.y + cells.height * shown;
    const height = Math.min(part.height, end - part.y);
    return height > 0 ? {...part, height} : null;
  }
  const end = cells.x + cells.width * shown;
  const width = Math.min(part.width, end - part.x);
  return width > 0 ? {...part, width} : null;
}
