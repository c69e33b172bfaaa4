import type {Point} from './box.ts';

/** A label's size in pixels. */
export interface LabelSize {
  width: number;
  height: number;
}

/** What overlaps with a label keeps it away from this factor of zoom down. */
const FADE = 0.06;

/**
 * The magnification from which on each label has room: labels of one map, most important
 * first, none over another. A label stays once it has come, so that nothing flickers while
 * a camera moves.
 *
 * @param points - In pixels at zoom 1.
 */
export function labelZooms(
  points: readonly Point[],
  sizes: readonly LabelSize[],
): Float64Array {
  const zooms = new Float64Array(points.length);
  for (let i = 0; i < points.length; i++) {
    // Of those before it, every one forbids a stretch of zooms; the label comes after all.
    let least = 0;
    for (let j = 0; j < i; j++) {
      const parted = partedAt(points[i], points[j], sizes[i], sizes[j]);
      if (parted > least && parted > zooms[j]) least = parted;
    }
    zooms[i] = least;
  }
  return zooms;
}

/** The zoom at which two labels come apart; 0 where they never touch. */
function partedAt(a: Point, b: Point, sizeA: LabelSize, sizeB: LabelSize): number {
  const [dx, dy] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
  const wide = (sizeA.width + sizeB.width) / 2;
  const high = (sizeA.height + sizeB.height) / 2;
  return Math.min(dx > 0 ? wide / dx : Infinity, dy > 0 ? high / dy : Infinity);
}

/** How visible a label is: it fades in where it has just got room. */
export function labelAlpha(zoom: number, least: number): number {
  if (least === 0) return 1;
  return Math.max(0, Math.min(1, (zoom / least - 1) / FADE));
}

/**
 * How visible the labels of moving points are, most important first: one that comes near
 * another fades before they touch.
 *
 * @param points - Middles of the labels in pixels.
 */
export function movingAlphas(
  points: readonly Point[],
  sizes: readonly LabelSize[],
): number[] {
  const alphas: number[] = [];
  points.forEach((point, i) => {
    let alpha = 1;
    for (let j = 0; j < i; j++) {
      if (alphas[j] === 0) continue;
      const wide = (sizes[i].width + sizes[j].width) / 2;
      const high = (sizes[i].height + sizes[j].height) / 2;
      const gap = Math.max(
        Math.abs(point.x - points[j].x) / wide,
        Math.abs(point.y - points[j].y) / high,
      );
      const free = Math.max(0, Math.min(1, (gap - 1) / FADE));
      alpha = Math.min(alpha, 1 - alphas[j] * (1 - free));
    }
    alphas.push(alpha);
  });
  return alphas;
}

/**
 * Places for labels around points, none over another or over a point: tried in turn around
 * each, ever further away.
 *
 * @param points - In pixels; each gets a label.
 * @returns Middles of the labels.
 */
export function placeAround(
  points: readonly Point[],
  sizes: readonly LabelSize[],
  bounds: {left: number; right: number; top: number; bottom: number},
): Point[] {
  const placed: {middle: Point; size: LabelSize}[] = [];
  points.forEach((point, i) => {
    const size = sizes[i];
    const found = candidates(point, size).find(
      middle =>
        middle.x - size.width / 2 >= bounds.left &&
        middle.x + size.width / 2 <= bounds.right &&
        middle.y - size.height / 2 >= bounds.top &&
        middle.y + size.height / 2 <= bounds.bottom &&
        placed.every(other => !overlap(middle, size, other.middle, other.size)) &&
        points.every(other => !overlap(middle, size, other, DOT)),
    );
    placed.push({middle: found ?? {x: point.x, y: point.y - size.height}, size});
  });
  return placed.map(({middle}) => middle);
}

const DOT: LabelSize = {width: 16, height: 16};
const RINGS = [0, 26, 56, 90, 130, 180];
const SIDES = 16;

function candidates({x, y}: Point, {width, height}: LabelSize): Point[] {
  return RINGS.flatMap(ring =>
    Array.from({length: SIDES}, (_, side) => {
      // From the right side on, in turn above and below.
      const step = side % 2 === 0 ? side / 2 : -(side + 1) / 2;
      const angle = (step * 2 * Math.PI) / SIDES;
      return {
        x: x + Math.cos(angle) * (width / 2 + 16 + ring),
        y: y - Math.sin(angle) * (height / 2 + 14 + ring),
      };
    }),
  );
}

const overlap = (a: Point, sizeA: LabelSize, b: Point, sizeB: LabelSize): boolean =>
  Math.abs(a.x - b.x) * 2 < sizeA.width + sizeB.width &&
  Math.abs(a.y - b.y) * 2 < sizeA.height + sizeB.height;
