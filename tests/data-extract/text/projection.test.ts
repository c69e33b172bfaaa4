import {describe, expect, test} from 'vitest';

import {flatMap} from '../../../data-extract/text/flat-map.ts';
import {principalPlane, project, unit} from '../../../data-extract/text/projection.ts';

describe('principalPlane()', () => {
  const rows = [
    [9, 0, 1],
    [-9, 0, 1],
    [0, 4, 1],
    [0, -4, 1],
  ].map(row => Float32Array.from(row));
  const plane = principalPlane(rows);

  test('lies where the vectors differ most', () => {
    expect([...plane.origin]).toEqual([0, 0, 1]);
    expect([...plane.axes[0]].map(Math.abs)).toEqual([1, 0, 0]);
    expect([...plane.axes[1]].map(Math.abs)).toEqual([0, 1, 0]);
    expect(plane.explained[0]).toBeCloseTo(81 / 97, 12);
    expect(plane.explained[0] + plane.explained[1]).toBeCloseTo(1, 12);
  });

  test('the largest number of an axis is positive', () => {
    expect(Math.max(...plane.axes[0])).toBe(1);
    expect(Math.max(...plane.axes[1])).toBe(1);
  });

  test('project() keeps distances of vectors that lie on it', () => {
    expect([...project(rows, plane)]).toEqual([9, 0, -9, 0, 0, 4, 0, -4]);
  });
});

test.each([
  [
    [3, 4],
    [0.6, 0.8],
  ],
  [
    [0, 0],
    [0, 0],
  ],
  [
    [-2, 0],
    [-1, 0],
  ],
])('unit(%j) is %j', (row, expected) => {
  const found = unit(Float32Array.from(row));
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
});

describe('flatMap()', () => {
  /** Two bundles of directions. */
  const rows = Array.from({length: 40}, (_, i) =>
    Float32Array.from({length: 6}, (__, k) =>
      i % 2 === 0
        ? (k < 3 ? 1 : 0) + ((i * (k + 3)) % 7) / 40
        : (k < 3 ? 0 : 1) + ((i * (k + 2)) % 5) / 40,
    ),
  );
  const settings = {neighbours: 5, spacing: 0.3, seed: 1};
  const points = flatMap(rows, settings);

  test('is the same for the same seed', () => {
    expect(flatMap(rows, settings)).toEqual(points);
    expect(flatMap(rows, {...settings, seed: 2})).not.toEqual(points);
  });

  test('fills the square from -1 to 1', () => {
    const [low, high] = [Math.min(...points), Math.max(...points)];
    expect(high).toBeCloseTo(1, 6);
    expect(low).toBeCloseTo(-1, 6);
  });

  test('keeps bundles together', () => {
    const distance = (i: number, j: number): number =>
      Math.hypot(points[2 * i] - points[2 * j], points[2 * i + 1] - points[2 * j + 1]);
    const near = [...rows.keys()].flatMap(i => {
      const others = [...rows.keys()].filter(j => j !== i);
      others.sort((a, b) => distance(i, a) - distance(i, b));
      return others.slice(0, 5).map(j => j % 2 === i % 2);
    });
    expect(near.filter(Boolean).length / near.length).toBeGreaterThan(0.9);
  });
});
