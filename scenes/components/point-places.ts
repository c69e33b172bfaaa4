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
 */
export function placesOf(
  {data, shape}: Pick<Tensor, 'data' | 'shape'>,
  around: readonly number[],
): PointPlaces {
  const [moments, points] = shape.length === 3 ? shape : [1, shape[0]];
  const valueAt = (moment: number, point: number, axis: number): number =>
    data[(moment * points + point) * 2 + axis];
  const ranges = [0, 1].map(axis => {
    let [low, high] = [Infinity, -Infinity];
    for (let moment = 0; moment < moments; moment++) {
      for (const point of around) {
        const value = valueAt(moment, point, axis);
        [low, high] = [Math.min(low, value), Math.max(high, value)];
      }
    }
    return {middle: (low + high) / 2, half: Math.max(1e-6, (high - low) / 2)};
  });
  const across = ranges[0].half >= ranges[1].half ? 0 : 1;
  const [right, up] = [ranges[across], ranges[1 - across]];
  const scale = 1 / right.half;
  return {
    last: moments - 1,
    half: {x: 1, y: up.half * scale},
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
