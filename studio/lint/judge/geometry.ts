import type {Point, Quad} from './record.ts';

/** The smallest upright box around a quad. */
export function boundsOf(quad: Quad): {
  left: number;
  top: number;
  right: number;
  bottom: number;
} {
  const xs = quad.map(({x}) => x);
  const ys = quad.map(({y}) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** An upright box as a quad. */
export const quadOf = ({left, top, right, bottom}: ReturnType<typeof boundsOf>): Quad => [
  {x: left, y: top},
  {x: right, y: top},
  {x: right, y: bottom},
  {x: left, y: bottom},
];

/** Area of a polygon. */
export function areaOf(polygon: readonly Point[]): number {
  return Math.abs(signedArea(polygon));
}

function signedArea(polygon: readonly Point[]): number {
  return (
    polygon.reduce((sum, a, i) => {
      const b = polygon[(i + 1) % polygon.length];
      return sum + a.x * b.y - b.x * a.y;
    }, 0) / 2
  );
}

/** Area that two convex quads share: one is cut at each edge of the other. */
export function sharedArea(a: Quad, b: Quad): number {
  const inward = Math.sign(signedArea(b));
  let polygon: readonly Point[] = a;
  b.forEach((from, i) => {
    const to = b[(i + 1) % b.length];
    const side = ({x, y}: Point): number =>
      inward * ((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x));
    polygon = polygon.flatMap((point, j) => {
      const next = polygon[(j + 1) % polygon.length];
      const [here, there] = [side(point), side(next)];
      const kept = here >= 0 ? [point] : [];
      if (here * there >= 0) return kept;
      const t = here / (here - there);
      return [
        ...kept,
        {x: point.x + t * (next.x - point.x), y: point.y + t * (next.y - point.y)},
      ];
    });
  });
  return polygon.length < 3 ? 0 : areaOf(polygon);
}
