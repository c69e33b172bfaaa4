import {figure} from '../script/numbers.ts';
import type {Palette} from '../theme/palette.ts';
import {readableOn} from '../theme/readable-on.ts';
import {MONO} from '../theme/type.ts';
import type {Box} from './box.ts';
import {paintText} from './paint.ts';
import {rampColor} from './ramp.ts';

/** Write the values of a vector's cells into them. */
export function paintCellFigures(
  context: CanvasRenderingContext2D,
  values: readonly number[],
  box: Box,
  {
    palette,
    limit,
    text,
    decimals,
  }: {palette: Palette; limit: number; text: number; decimals: number},
): void {
  const width = box.width / values.length;
  const size = Math.min(text, 32);
  values.forEach((value, i) => {
    const color = rampColor(palette, 'signed', value / limit);
    paintText(
      context,
      figure(value, decimals),
      box.x + (i + 0.5) * width,
      box.y + box.height / 2 + size * 0.36,
      {family: MONO, size, weight: 700, align: 'center', color: readableOn(color)},
    );
  });
}
