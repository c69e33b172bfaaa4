import type {Point} from './box.ts';

/**
 * The part of a line of several stretches that lies within a share of its length.
 *
 * @returns Its points, at least two; the last one is where the share ends.
 */
export function partOfPath(points: readonly Point[], share: number): Point[] {
  const lengths = points.slice(1).map((to, i) => distance(points[i], to));
  let left = lengths.reduce((sum, length) => sum + length, 0) * Math.min(1, share);
  const part = [points[0]];
  for (const [i, length] of lengths.entries()) {
    const to = points[i + 1];
    if (left >= length) part.push(to);
    else {
      const from = points[i];
      const t = length === 0 ? 0 : left / length;
      part.push({x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t});
      return part;
    }
    left -= length;
  }
  return part;
}

export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);
