import {describe, expect, test} from 'vitest';

import {placesOf, reachOf} from '../../../scenes/components/point-places.ts';
import {cameraOf, lerpViews, WHOLE} from '../../../scenes/components/point-view.ts';

const tensor = (shape: number[], ...data: number[]) => ({
  shape,
  data: Float32Array.from(data),
});

describe('placesOf()', () => {
  test('lie around 0, the longer axis to the right', () => {
    const {half, last, at} = placesOf(tensor([3, 2], 1, 0, 2, 8, 3, 4), [0, 1, 2]);
    expect(last).toBe(0);
    expect(half).toEqual({x: 1, y: 0.25});
    expect(at(0)).toEqual([
      {x: -1, y: -0.25},
      {x: 1, y: 0},
      {x: 0, y: 0.25},
    ]);
  });

  test('with the reach of a larger map a unit is as long as there', () => {
    const [small, large] = [
      tensor([2, 2], 0, 0, 2, 1),
      tensor([2, 2], 0, 0, 3, 8),
    ] as const;
    const reach = reachOf(large, [0, 1]);
    expect(reach).toEqual({x: 4, y: 1.5});
    expect(reachOf(small, [0, 1])).toEqual({x: 1, y: 0.5});
    const {half, at} = placesOf(small, [0, 1], reach);
    expect(half).toEqual({x: 1, y: 0.375});
    expect(at(0)).toEqual([
      {x: -0.25, y: -0.125},
      {x: 0.25, y: 0.125},
    ]);
  });

  test('those that must be in sight say how much room there is', () => {
    const {half, at} = placesOf(tensor([3, 2], 0, 0, 4, 2, 100, 100), [0, 1]);
    expect(half).toEqual({x: 1, y: 0.5});
    expect(at(0)[2].x).toBeCloseTo(49);
  });

  test.each([
    [0, -1],
    [0.25, -0.5],
    [1, 1],
    [1.5, 0],
    [2, -1],
    [9, -1],
  ])('at moment %f the point is at %f', (moment, x) => {
    // One point that goes from 0 to 4 and back.
    const {at, last} = placesOf(tensor([3, 1, 2], 0, 0, 4, 0, 0, 0), [0]);
    expect(last).toBe(2);
    expect(at(moment)[0].x).toBeCloseTo(x);
  });

  test('points that do not differ have a place', () => {
    const {at} = placesOf(tensor([1, 2], 5, 5), [0]);
    expect(at(0)).toEqual([{x: 0, y: 0}]);
  });
});

describe('cameraOf()', () => {
  const on = (indices: readonly number[]) => ({x: indices[0], y: 0, zoom: 4});

  test('all of the map, or some points', () => {
    expect(cameraOf(WHOLE, on)).toEqual({x: 0, y: 0, zoom: 1});
    expect(cameraOf({on: [0.5]}, on)).toEqual({x: 0.5, y: 0, zoom: 4});
  });

  test('on its way it goes from one to the other, and from there to a third', () => {
    const half = lerpViews(WHOLE, {on: [0.1]}, 0.5);
    const {x, zoom} = cameraOf(half, on);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(0.1);
    expect(zoom).toBeCloseTo(2);
    expect(cameraOf(lerpViews(half, WHOLE, 0), on)).toEqual(cameraOf(half, on));
    expect(lerpViews(half, WHOLE, 1)).toBe(WHOLE);
    expect(cameraOf(lerpViews(half, WHOLE, 0.5), on).zoom).toBeCloseTo(Math.SQRT2);
  });
});
