import {polygonHull} from 'd3-polygon';

import type {Point} from './box.ts';

/** Corners of the smallest convex shape around points, counter-clockwise on the screen's axes. */
export function hullOf(points: readonly Point[]): Point[] {
  const corners = polygonHull(points.map(({x, y}): [number, number] => [x, y]));
  // Fewer than three points have none.
  return corners?.map(([x, y]) => ({x, y})) ?? [...points];
}
