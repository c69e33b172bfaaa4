import type {Tensor} from '../captured/tensor.ts';
import type {Point} from './box.ts';

/** Points on their way through captured places, on a plane around 0. */
export interface PointPlaces {
  /** Number of the last moment. */
  last: number;
  /** Half of what the points take: 1 along the longer axis. */
  half: Point;
  /** Where all points are at a moment; fractions lie between two. */
  at(moment: number): Point[];
}

/**
 * Read places so that they lie around 0, the axis that needs more room to the right.
 *
 * @param places - `[point, axis]`, or `[moment, point, axis]`.
 * @param around - Index of each point that must be in sight at every moment.
 * @param reach - Half of what is to be in sight in the units of the places, see
 * {@link reachOf}; `null` for what these points take.
 */
export function placesOf(
  {data, shape}: Pick<Tensor, 'data' | 'shape'>,
  around: readonly number[],
  reach: Point | null = null,
): PointPlaces {
  const {moments, points, valueAt} = readerOf({data, shape});
  const ranges = rangesOf({data, shape}, around);
  const across = ranges[0].half >= ranges[1].half ? 0 : 1;
  const [right, up] = [ranges[across], ranges[1 - across]];
  const most = reach ?? {x: right.half, y: up.half};
  const scale = 1 / most.x;
  return {
    last: moments - 1,
    half: {x: 1, y: most.y * scale},
    at(moment) {
      const from = Math.min(moments - 1, Math.floor(moment));
      const to = Math.min(moments - 1, from + 1);
      const mixed = (point: number, axis: number): number => {
        const start = valueAt(from, point, axis);
        return start + (valueAt(to, point, axis) - start) * (moment - from);
      };
      return Array.from({length: points}, (_, point) => ({
        x: (mixed(point, across) - right.middle) * scale,
        y: (mixed(point, 1 - across) - up.middle) * scale,
      }));
    },
  };
}

/**
 * Half of what points take in the units of their places, the longer axis as `x`. The
 * largest of several maps lets them all be drawn on one scale.
 */
export function reachOf(
  places: Pick<Tensor, 'data' | 'shape'>,
  around: readonly number[],
): Point {
  const [first, second] = rangesOf(places, around).map(({half}) => half);
  return {x: Math.max(first, second), y: Math.min(first, second)};
}

/** Middle and half of what points take along each axis. */
function rangesOf(
  places: Pick<Tensor, 'data' | 'shape'>,
  around: readonly number[],
): {middle: number; half: number}[] {
  const {moments, valueAt} = readerOf(places);
  return [0, 1].map(axis => {
    let [low, high] = [Infinity, -Infinity];
    for (let moment = 0; moment < moments; moment++) {
      for (const point of around) {
        const value = valueAt(moment, point, axis);
        [low, high] = [Math.min(low, value), Math.max(high, value)];
      }
    }
    return {middle: (low + high) / 2, half: Math.max(1e-6, (high - low) / 2)};
  });
}

function readerOf({data, shape}: Pick<Tensor, 'data' | 'shape'>) {
  const [moments, points] = shape.length === 3 ? shape : [1, shape[0]];
  return {
    moments,
    points,
    valueAt: (moment: number, point: number, axis: number): number =>
      data[(moment * points + point) * 2 + axis],
  };
}
