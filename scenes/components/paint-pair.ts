import type {Palette} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {textWidth} from './paint.ts';
import {paintChip} from './paint-chip.ts';
import {exactLabel} from './token-label.ts';

/** Height of the small chips of a pair in pixels. */
export const PAIR_HEIGHT = 40;
const PADDING = 10;
const GAP = 4;

/** Width of a small chip in pixels. */
export const smallChipWidth = (text: string): number =>
  textWidth(labelOf(text), MONO, SIZE.small, 500) + 2 * PADDING;

/** Width of a pair of small chips in pixels. */
export const pairWidth = ({left, right}: {left: string; right: string}): number =>
  smallChipWidth(left) + GAP + smallChipWidth(right);

/** A piece of text as a small chip. */
export function paintSmallChip(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  palette: Palette,
  bold = false,
): void {
  const box = {x, y, width: smallChipWidth(text), height: PAIR_HEIGHT};
  const weight = bold ? 700 : 500;
  paintChip(context, labelOf(text), box, {
    ...{palette, size: SIZE.small, weight, radius: 7, lineWidth: 2},
  });
}

/** Two pieces of text that stand next to each other, as small chips. */
export function paintPair(
  context: CanvasRenderingContext2D,
  {left, right}: {left: string; right: string},
  x: number,
  y: number,
  palette: Palette,
  bold = false,
): void {
  paintSmallChip(context, left, x, y, palette, bold);
  paintSmallChip(context, right, x + smallChipWidth(left) + GAP, y, palette, bold);
}

const labelOf = (text: string): string => exactLabel({text, bytes: ''});
