import {SANS, SIZE} from '../theme/type.ts';
import {bottomOf, rightOf} from './box.ts';
import type {Box} from './box.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';

/** A figure with what it is. */
export interface FootPart {
  text: string;
  color: string;
  /** 0 to 1: how visible it is. */
  alpha: number;
}

const GAP = {wide: 56, narrow: 24} as const;
const LINE = 44;

/**
 * Figures that change, at the right of the lower end of a box, and what they stand under
 * at its left; above them where there is no room beside. Each has a place of fixed width,
 * so that nothing moves while the figures do.
 */
export function paintFoot(
  context: CanvasRenderingContext2D,
  note: {text: string; color: string},
  parts: readonly FootPart[],
  box: Box,
): void {
  const baseline = bottomOf(box) - 14;
  const widthAt = (size: number, gap: number): number =>
    parts.reduce((sum, {text}) => sum + widest(text, size) + gap, -gap);
  const isNarrow = widthAt(SIZE.label, GAP.wide) > box.width;
  const [size, gap] = isNarrow ? [SIZE.small, GAP.narrow] : [SIZE.label, GAP.wide];
  let left = rightOf(box) - widthAt(size, gap);
  const own = {family: SANS, size: SIZE.small, weight: 500} as const;
  const after = textWidth(note.text, SANS, SIZE.small, 500) + GAP.wide;
  const above = box.x + after > left ? LINE : 0;
  paintText(context, note.text, box.x, baseline - above, {...own, color: note.color});
  for (const {text, color, alpha} of parts) {
    const x = left;
    withAlpha(context, alpha, () =>
      paintText(context, text, x, baseline, {family: SANS, size, weight: 700, color}),
    );
    left += widest(text, size) + gap;
  }
}

/** Width of a text with the widest digits, two at least. */
function widest(text: string, size: number): number {
  const wide = text.replace(/\d+/g, digits => '0'.repeat(Math.max(2, digits.length)));
  return textWidth(wide, SANS, size, 700);
}
