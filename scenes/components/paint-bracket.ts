import type {Point} from './box.ts';
import {BRACKET_TIP} from './sizes.ts';

/** Which side of what it spans a bracket stands on. */
export type Side = 'above' | 'below' | 'left' | 'right';

/**
 * A bracket along a line from `from` to `to`, its ends turned to what it spans.
 *
 * @param side - Where it stands as seen from what it spans.
 */
export function paintBracket(
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point,
  side: Side,
  color: string,
): void {
  const turned = side === 'above' || side === 'left' ? 1 : -1;
  const tip =
    side === 'above' || side === 'below'
      ? {x: 0, y: BRACKET_TIP * turned}
      : {x: BRACKET_TIP * turned, y: 0};
  context.strokeStyle = color;
  context.lineWidth = 2.5;
  context.beginPath();
  context.moveTo(from.x + tip.x, from.y + tip.y);
  context.lineTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.lineTo(to.x + tip.x, to.y + tip.y);
  context.stroke();
}
