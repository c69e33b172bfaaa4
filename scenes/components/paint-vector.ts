import {figure} from '../script/interpolate.ts';
import {readableOn} from '../theme/readable-on.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {bottomOf, centreOf} from './box.ts';
import type {Box} from './box.ts';
import {paintText} from './paint.ts';

/** Paint a component's cell. Small ones touch, so that they do not drown in gaps. */
export function paintVectorCell(
  context: CanvasRenderingContext2D,
  cell: Box,
  color: string,
  axis: 'across' | 'down',
): void {
  const small = Math.min(cell.width, cell.height);
  const gap = small < 6 ? 0 : Math.min(3, small * 0.14);
  const isAcross = axis === 'across';
  context.fillStyle = color;
  context.fillRect(
    cell.x,
    cell.y,
    cell.width - (isAcross ? gap : 0) + (gap === 0 && isAcross ? 0.4 : 0),
    cell.height - (isAcross ? 0 : gap) + (gap === 0 && !isAcross ? 0.4 : 0),
  );
}

/** Write a component's value into its cell. */
export function paintVectorFigure(
  context: CanvasRenderingContext2D,
  cell: Box,
  {value, decimals, color}: {value: number; decimals: number; color: string},
): void {
  const {x, y} = centreOf(cell);
  paintText(context, figure(value, decimals), x, y + 10, {
    family: MONO,
    size: SIZE.small,
    weight: 700,
    align: 'center',
    color: readableOn(color),
  });
}

/** Write the name of a part under it. */
export function paintPartName(
  context: CanvasRenderingContext2D,
  part: Box,
  name: string,
  color: string,
): void {
  paintText(context, name, centreOf(part).x, bottomOf(part) + 38, {
    family: SANS,
    size: SIZE.small,
    weight: 500,
    align: 'center',
    color,
  });
}
