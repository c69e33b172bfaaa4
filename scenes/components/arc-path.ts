import type {Point} from './box.ts';

/** A cubic Bezier curve. */
export interface Curve {
  from: Point;
  a: Point;
  b: Point;
  to: Point;
}

/**
 * A curve that leaves and arrives straight upwards and peaks at a height above its ends.
 *
 * @param pull - Sideways pull at each end in pixels, for a loop onto itself.
 */
export function archOf(from: Point, to: Point, height: number, pull = 0): Curve {
  // A cubic whose control points lie straight above its ends peaks at 3/4 of their height.
  const rise = height / 0.75;
  return {
    from,
    a: {x: from.x - pull, y: from.y - rise},
    b: {x: to.x + pull, y: to.y - rise},
    to,
  };
}

/** A curve between two points of different lines: it leaves and arrives upright. */
export function linkOf(from: Point, to: Point): Curve {
  const middle = (from.y + to.y) / 2;
  return {from, a: {x: from.x, y: middle}, b: {x: to.x, y: middle}, to};
}

export function traceCurve(
  context: CanvasRenderingContext2D,
  {from, a, b, to}: Curve,
): void {
  context.moveTo(from.x, from.y);
  context.bezierCurveTo(a.x, a.y, b.x, b.y, to.x, to.y);
}

/** Length in pixels. */
export function lengthOf({from, a, b, to}: Curve): number {
  let length = 0;
  let last = from;
  const steps = 24;
  for (let i = 1; i <= steps; i++) {
    const t = i / steps;
    const point = {
      x: cubic(from.x, a.x, b.x, to.x, t),
      y: cubic(from.y, a.y, b.y, to.y, t),
    };
    length += Math.hypot(point.x - last.x, point.y - last.y);
    last = point;
  }
  return length;
}

function cubic(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const s = 1 - t;
  return s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3;
}
