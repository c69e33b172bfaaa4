import {UMAP} from 'umap-js';

import {randomNumbers} from '../numbers/random-numbers.ts';
import {unit} from './projection.ts';

/** How UMAP draws a map. */
export interface MapSettings {
  /** How many neighbours of each word the map tries to keep. */
  neighbours: number;
  /** How close words may come to each other. */
  spacing: number;
  seed: number;
}

/**
 * A flat map on which vectors that are near by cosine lie near each other, as far as two
 * dimensions can: UMAP.
 *
 * @param rows - More vectors than `neighbours`.
 * @returns `[vector, axis]`, row-major, centred, with the larger side from -1 to 1.
 * @remarks
 * The layout depends on every bit of `Math.pow` and `Math.exp`: it is the same for the same
 * seed on one version of Node, and may look different on another.
 */
export function flatMap(
  rows: readonly Float32Array[],
  {neighbours, spacing, seed}: MapSettings,
): Float32Array {
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: neighbours,
    minDist: spacing,
    random: randomNumbers(seed),
    distanceFn: (a, b) => 1 - a.reduce((sum, value, i) => sum + value * b[i], 0),
  });
  return fitted(umap.fit(rows.map(row => [...unit(row)])));
}

/** Points moved and scaled into the square from -1 to 1, without stretching. */
function fitted(points: readonly (readonly number[])[]): Float32Array {
  const sides = [0, 1].map(axis => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of points) {
      low = Math.min(low, point[axis]);
      high = Math.max(high, point[axis]);
    }
    return {middle: (low + high) / 2, half: (high - low) / 2};
  });
  const half = Math.max(sides[0].half, sides[1].half) || 1;
  return Float32Array.from(
    points.flatMap(point => sides.map(({middle}, axis) => (point[axis] - middle) / half)),
  );
}
