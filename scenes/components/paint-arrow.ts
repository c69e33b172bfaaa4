import {RADIUS, STROKE} from '../theme/layout.ts';
import type {Point} from './box.ts';
import {distance, partOfPath} from './path-plan.ts';

export interface PathStyle {
  color: string;
  /** In pixels. Default that of all arrows. */
  lineWidth?: number;
  /** Whether it ends in a head. Default `true`. */
  head?: boolean;
  /** Dashes and gaps in pixels. Default a line. */
  dash?: readonly number[];
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
  paintPath(context, [from, to], {color}, grown);
}

/**
 * An arrow along some points, its corners rounded.
 *
 * @param points - Two or more.
 * @param grown - 0 to 1: how much of it there is, from its start.
 */
export function paintPath(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  {color, lineWidth = STROKE.arrow, head = true, dash = []}: PathStyle,
  grown = 1,
): void {
  if (grown <= 0) return;
  const part = partOfPath(points, grown);
  const tip = part[part.length - 1];
  const before = part[part.length - 2];
  const length = distance(before, tip);
  // An arrow shorter than its head would point nowhere.
  if (head && part.length === 2 && length < HEAD.length) return;
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const back = head ? Math.min(length, HEAD.length) : 0;
  const end = {x: tip.x - Math.cos(angle) * back, y: tip.y - Math.sin(angle) * back};
  context.save();
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = lineWidth;
  context.lineJoin = 'round';
  context.setLineDash([...dash]);
  context.beginPath();
  trace(context, [...part.slice(0, -1), end]);
  context.stroke();
  if (head) {
    context.translate(tip.x, tip.y);
    context.rotate(angle);
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(-HEAD.length, HEAD.width / 2);
    context.lineTo(-HEAD.length, -HEAD.width / 2);
    context.fill();
  }
  context.restore();
}

function trace(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  context.moveTo(points[0].x, points[0].y);
  for (let i = 1; i < points.length - 1; i++) {
    const [from, corner, to] = points.slice(i - 1, i + 2);
    const room = Math.min(distance(from, corner), distance(corner, to)) / 2;
    context.arcTo(corner.x, corner.y, to.x, to.y, Math.min(RADIUS.block, room));
  }
  const last = points[points.length - 1];
  context.lineTo(last.x, last.y);
}
