import {STROKE} from '../theme/layout.ts';
import type {Palette} from '../theme/palette.ts';
import type {Point} from './box.ts';
import {hullOf} from './hull.ts';

/** From points to the outline around them, in pixels. */
export const HULL = 18;

/** A filled outline that keeps its distance from points. */
export function paintHull(
  context: CanvasRenderingContext2D,
  palette: Palette,
  points: readonly Point[],
): void {
  const {residual} = palette.roles;
  context.lineJoin = 'round';
  context.beginPath();
  for (const {x, y} of hullOf(points)) context.lineTo(x, y);
  context.closePath();
  for (const [color, air] of [
    [residual.stroke, HULL + STROKE.rest],
    [residual.fill, HULL],
  ] as const) {
    context.strokeStyle = color;
    context.fillStyle = color;
    context.lineWidth = 2 * air;
    context.stroke();
    context.fill();
  }
}
