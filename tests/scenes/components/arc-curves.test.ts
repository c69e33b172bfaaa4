import {describe, expect, test} from 'vitest';

import {curveTo} from '../../../scenes/components/arc-curves.ts';
import type {ArcStrip} from '../../../scenes/components/arc-curves.ts';

/** Chips 100 px apart, `per` on a line; a line with its shares is 140 px high. */
function stripOf({
  lines,
  per,
  between,
}: {
  lines: number;
  per: number;
  between: number;
}): ArcStrip {
  const lineOf = (index: number): number => Math.floor(index / per);
  const topOf = (index: number): number => 300 + lineOf(index) * (140 + between);
  const xOf = (index: number): number => 100 * (index % per);
  return {
    lines,
    between,
    anchor: index => ({x: xOf(index), y: topOf(index)}),
    foot: index => ({x: xOf(index), y: topOf(index) + 140}),
    boxOf: index => ({line: lineOf(index)}),
  };
}

/** How far a curve rises above its ends. */
const riseOf = ({from, a}: ReturnType<typeof curveTo>): number => 0.75 * (from.y - a.y);

describe('arcs over one line', () => {
  const strip = stripOf({lines: 1, per: 12, between: 0});
  const arc = (query: number, key: number, width = 2, end = query + 1) =>
    curveTo(strip, {query, key, end, ceiling: 0, width});

  test('lie inside each other at even steps, the longest below the ceiling', () => {
    const rises = Array.from({length: 9}, (_, key) => riseOf(arc(9, key)));
    const steps = rises.slice(1).map((rise, i) => rises[i] - rise);
    for (const step of steps) expect(step).toBeCloseTo(steps[0]);
    expect(rises[0]).toBeCloseTo(300);
    expect(rises[8]).toBeCloseTo(118);
  });

  test('of the query on itself are loops', () => {
    const {from, to, a} = arc(4, 4);
    expect([from.x, to.x]).toEqual([391, 409]);
    expect(a.x).toBeLessThan(from.x);
    // The two sides of a wide one do not meet.
    const wide = arc(4, 4, 40);
    expect(wide.to.x - wide.from.x).toBeGreaterThan(40);
  });
});

describe('arcs over several lines', () => {
  const strip = stripOf({lines: 3, per: 5, between: 120});
  const CEILING = 240;
  const all = Array.from({length: 15}, (_, index) => index);
  const curve = (query: number, key: number) =>
    curveTo(strip, {query, key, end: 15, ceiling: CEILING, width: 2});

  test('lie between the lines: off chips and shares of their ends', () => {
    for (const query of all) {
      for (const key of all) {
        const {from, a, b, to} = curve(query, key);
        const [own, other] = [query, key].map(i => strip.boxOf(i).line);
        const upper = Math.min(own, other);
        if (own === other) {
          const room = own === 0 ? 300 - CEILING : 120;
          expect(riseOf({from, a, b, to})).toBeGreaterThan(0);
          expect(riseOf({from, a, b, to})).toBeLessThan(room);
          continue;
        }
        const top = strip.foot(5 * upper).y;
        const bottom = strip.anchor(5 * Math.max(own, other)).y;
        for (const {y} of [from, a, b, to]) {
          expect(y).toBeGreaterThan(top);
          expect(y).toBeLessThanOrEqual(bottom);
        }
        expect([from.x, to.x]).toEqual([100 * (query % 5), 100 * (key % 5)]);
      }
    }
  });

  test('within a line are the higher the wider they are', () => {
    const rises = [8, 7, 6, 5].map(key => riseOf(curve(9, key)));
    expect(rises).toEqual([...rises].sort((x, y) => x - y));
    expect(rises[3]).toBeCloseTo(0.85 * 120);
  });
});
