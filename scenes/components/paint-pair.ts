import type {Palette} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {textWidth} from './paint.ts';
import {paintChip} from './paint-chip.ts';

/** Height of the small chips of a pair in pixels. */
export const PAIR_HEIGHT = 40;
const PADDING = 10;
const GAP = 4;

/** Width of a small chip in pixels. */
export const smallChipWidth = (label: string): number =>
  textWidth(label, MONO, SIZE.small, 500) + 2 * PADDING;

/** The labels of two pieces that stand next to each other. */
export interface PairLabels {
  left: string;
  right: string;
}

/** Width of a pair of small chips in pixels. */
export const pairWidth = ({left, right}: PairLabels): number =>
  smallChipWidth(left) + GAP + smallChipWidth(right);

/** A piece of text, by its label, as a small chip. */
export function paintSmallChip(
  context: CanvasRenderingContext2D,
  label: string,
  x: number,
  y: number,
  palette: Palette,
  bold = false,
): void {
  const box = {x, y, width: smallChipWidth(label), height: PAIR_HEIGHT};
  const weight = bold ? 700 : 500;
  paintChip(context, label, box, {
    ...{palette, size: SIZE.small, weight, radius: 7, lineWidth: 2},
  });
}

/** Two pieces of text that stand next to each other, as small chips. */
export function paintPair(
  context: CanvasRenderingContext2D,
  {left, right}: PairLabels,
  x: number,
  y: number,
  palette: Palette,
  bold = false,
): void {
  paintSmallChip(context, left, x, y, palette, bold);
  paintSmallChip(context, right, x + smallChipWidth(left) + GAP, y, palette, bold);
}
