import type {Box, Point} from './box.ts';

/** What of a map is in sight: the point in the middle, and how much it is magnified. */
export interface Camera extends Point {
  /** 1: the whole map fits. */
  zoom: number;
}

/** Pixels per unit of a map that reaches from -1 to 1 and fits a box at zoom 1. */
export function unitOf(points: readonly Point[], box: Box, air: number): number {
  const half = (axis: 'x' | 'y'): number =>
    Math.max(1e-6, ...points.map(point => Math.abs(point[axis])));
  return Math.min((box.width / 2 - air) / half('x'), (box.height / 2 - air) / half('y'));
}

/** Where a point of the map is in the frame. */
export function toFrame(point: Point, camera: Camera, box: Box, unit: number): Point {
  const scale = unit * camera.zoom;
  return {
    x: box.x + box.width / 2 + (point.x - camera.x) * scale,
    // Maps have their second axis upwards.
    y: box.y + box.height / 2 - (point.y - camera.y) * scale,
  };
}

/** A camera that has points in sight, as near as `most`. */
export function cameraOn(
  points: readonly Point[],
  box: Box,
  unit: number,
  {air, most}: {air: number; most: number},
): Camera {
  const range = (axis: 'x' | 'y'): {middle: number; half: number} => {
    const values = points.map(point => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return {middle: (low + high) / 2, half: Math.max(1e-6, (high - low) / 2)};
  };
  const [x, y] = [range('x'), range('y')];
  const zoom = Math.min(
    (box.width / 2 - air) / (x.half * unit),
    (box.height / 2 - air) / (y.half * unit),
  );
  return {x: x.middle, y: y.middle, zoom: Math.min(most, zoom)};
}

/**
 * A camera on its way. Zoom grows by even factors, and what both see stays in sight: a far
 * way rises first.
 */
export function mixCameras(from: Camera, to: Camera, t: number): Camera {
  const rise = Math.hypot(to.x - from.x, to.y - from.y) * Math.min(from.zoom, to.zoom);
  const height = 1 + Math.max(0, rise - 0.5) * 1.2;
  const zoom = from.zoom * (to.zoom / from.zoom) ** t;
  const way = 4 * t * (1 - t);
  return {
    x: from.x + (to.x - from.x) * wayShare(from.zoom, to.zoom, t),
    y: from.y + (to.y - from.y) * wayShare(from.zoom, to.zoom, t),
    zoom: zoom / height ** way,
  };
}

/**
 * Share of the way at a share of the time: where zoom grows, the point that both cameras see
 * at the same place of the frame does not move.
 */
function wayShare(from: number, to: number, t: number): number {
  const ratio = from / to;
  if (Math.abs(ratio - 1) < 1e-6) return t;
  return (1 - ratio ** t) / (1 - ratio);
}
