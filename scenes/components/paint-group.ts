import type {Palette} from '../theme/palette.ts';
import {MONO, SIZE} from '../theme/type.ts';
import {paintText} from './paint.ts';
import {paintBracket} from './paint-bracket.ts';

/** A bracket over the pieces of one word, with the word above it. */
export function paintGroup(
  context: CanvasRenderingContext2D,
  word: string,
  left: number,
  right: number,
  /** Upper edge of the chips. */
  top: number,
  palette: Palette,
): void {
  const y = top - 18;
  paintBracket(context, {x: left, y}, {x: right, y}, 'above', palette.muted);
  paintText(context, word, (left + right) / 2, y - 14, {
    family: MONO,
    size: SIZE.small,
    weight: 500,
    color: palette.muted,
    align: 'center',
  });
}
