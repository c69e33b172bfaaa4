import {STROKE} from '../theme/layout.ts';

interface Point {
  x: number;
  y: number;
}

const HEAD = {length: 22, width: 22} as const;

/**
 * A straight arrow.
 *
 * @param grown - 0 to 1: how much of it there is, from its start.
 */
export function paintArrow(
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point,
  color: string,
  grown = 1,
): void {
  if (grown <= 0) return;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const reach = Math.min(length, Math.max(HEAD.length, length * grown));
  context.save();
  context.translate(from.x, from.y);
  context.rotate(Math.atan2(to.y - from.y, to.x - from.x));
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = STROKE.arrow;
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(reach - HEAD.length, 0);
  context.stroke();
  context.beginPath();
  context.moveTo(reach, 0);
  context.lineTo(reach - HEAD.length, HEAD.width / 2);
  context.lineTo(reach - HEAD.length, -HEAD.width / 2);
  context.fill();
  context.restore();
}
