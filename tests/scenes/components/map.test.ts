import {describe, expect, test} from 'vitest';

import {hullOf} from '../../../scenes/components/hull.ts';
import {
  cameraOn,
  mixCameras,
  toFrame,
  unitOf,
} from '../../../scenes/components/map-camera.ts';
import {
  labelAlpha,
  labelZooms,
  movingAlphas,
  placeAround,
} from '../../../scenes/components/map-labels.ts';

const BOX = {x: 100, y: 200, width: 1000, height: 600};
const CORNERS = [
  {x: -1, y: -0.5},
  {x: 1, y: 0.5},
];

describe('a camera', () => {
  const unit = unitOf(CORNERS, BOX, 50);

  test('has the whole map in sight at zoom 1', () => {
    expect(unit).toBe(450);
    const whole = {x: 0, y: 0, zoom: 1};
    expect(CORNERS.map(point => toFrame(point, whole, BOX, unit))).toEqual([
      {x: 150, y: 725},
      {x: 1050, y: 275},
    ]);
  });

  test.each([
    [CORNERS, {x: 0, y: 0, zoom: 0.8888888888888888}],
    [[{x: 0.2, y: 0.1}], {x: 0.2, y: 0.1, zoom: 9}],
    [
      [
        {x: 0.2, y: 0},
        {x: 0.4, y: 0},
      ],
      {x: 0.3, y: 0, zoom: 8.88888888888889},
    ],
  ])('has %j in sight', (points, expected) => {
    const camera = cameraOn(points, BOX, unit, {air: 100, most: 9});
    expect(camera.x).toBeCloseTo(expected.x, 12);
    expect(camera.y).toBeCloseTo(expected.y, 12);
    expect(camera.zoom).toBeCloseTo(expected.zoom, 12);
  });

  test.each([
    [
      {x: 0, y: 0, zoom: 1},
      {x: 0.4, y: 0.1, zoom: 8},
    ],
    [
      {x: -0.8, y: 0, zoom: 6},
      {x: 0.8, y: 0.2, zoom: 7},
    ],
    [
      {x: 0, y: 0, zoom: 2},
      {x: 0.1, y: 0, zoom: 2},
    ],
  ])('goes from %j to %j without a jump, and rises for a far way', (from, to) => {
    const at = (t: number) => mixCameras(from, to, t);
    for (const [t, end] of [
      [0, from],
      [1, to],
    ] as const) {
      expect(at(t).x).toBeCloseTo(end.x, 12);
      expect(at(t).zoom).toBeCloseTo(end.zoom, 12);
    }
    for (let i = 0; i < 100; i++) {
      const [a, b] = [at(i / 100), at((i + 1) / 100)];
      expect(Math.hypot(b.x - a.x, b.y - a.y) * Math.max(a.zoom, b.zoom)).toBeLessThan(
        0.2,
      );
      expect(Math.abs(Math.log(b.zoom / a.zoom))).toBeLessThan(0.2);
    }
  });
});

describe('labels of a map', () => {
  const size = {width: 100, height: 40};
  test('come when those before them leave room', () => {
    const points = [
      {x: 0, y: 0},
      {x: 50, y: 0},
      {x: 0, y: 80},
      {x: 51, y: 0},
      {x: 0, y: 0},
    ];
    const zooms = labelZooms(
      points,
      points.map(() => size),
    );
    expect([...zooms]).toEqual([0, 2, 0.5, 100, Infinity]);
  });

  test('never overlap, whatever the zoom', () => {
    const points = Array.from({length: 60}, (_, i) => ({
      x: ((i * 37) % 61) * 4,
      y: ((i * 53) % 67) * 3,
    }));
    const zooms = labelZooms(
      points,
      points.map(() => size),
    );
    for (const zoom of [0.5, 1, 2, 3.7, 9, 30]) {
      const seen = points.filter((_, i) => labelAlpha(zoom, zooms[i]) > 0);
      seen.forEach((a, i) =>
        seen.slice(0, i).forEach(b => {
          const apart =
            Math.abs(a.x - b.x) * zoom >= 99.9 || Math.abs(a.y - b.y) * zoom >= 39.9;
          expect(apart).toBe(true);
        }),
      );
    }
  });

  test.each([
    [1, 0, 1],
    [2, 2, 0],
    [2.06, 2, 0.5],
    [3, 2, 1],
    [9, Infinity, 0],
  ])('at zoom %f one from %f on shows by %f', (zoom, least, expected) => {
    expect(labelAlpha(zoom, least)).toBeCloseTo(expected, 6);
  });

  test('of moving points fade before they touch', () => {
    const alphas = (x: number) =>
      movingAlphas(
        [
          {x: 0, y: 0},
          {x, y: 0},
        ],
        [size, size],
      );
    expect(alphas(200)).toEqual([1, 1]);
    expect(alphas(100)).toEqual([1, 0]);
    expect(alphas(103)[1]).toBeCloseTo(0.5, 6);
  });

  test('one that has faded keeps none away', () => {
    const points = [0, 60, 120].map(x => ({x, y: 0}));
    expect(
      movingAlphas(
        points,
        points.map(() => size),
      ),
    ).toEqual([1, 0, 1]);
  });

  test('around points lie over none of them, nor over each other', () => {
    const points = Array.from({length: 9}, (_, i) => ({
      x: 300 + (i % 3) * 40,
      y: 300 + Math.floor(i / 3) * 30,
    }));
    const bounds = {left: 0, right: 800, top: 0, bottom: 700};
    const middles = placeAround(
      points,
      points.map(() => size),
      bounds,
    );
    middles.forEach((a, i) => {
      expect(a.x).toBeGreaterThanOrEqual(50);
      middles.slice(0, i).forEach(b => {
        expect(Math.abs(a.x - b.x) >= 100 || Math.abs(a.y - b.y) >= 40).toBe(true);
      });
    });
  });
});

test.each([
  [[], 0],
  [[[0, 0]], 1],
  [
    [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [1, 1],
    ],
    4,
  ],
  [
    [
      [0, 0],
      [1, 0],
      [2, 0],
    ],
    2,
  ],
])('the hull of %j has %i corners', (points, corners) => {
  expect(hullOf(points.map(([x, y]) => ({x, y})))).toHaveLength(corners);
});
