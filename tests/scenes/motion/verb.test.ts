import type {ThreadGenerator, TimingFunction} from '@motion-canvas/core';
import {describe, expect, test} from 'vitest';

import {secondsOf, timingOf, verb} from '../../../scenes/motion/verb.ts';
import {step} from '../../../scenes/theme/step.ts';
import type {Progress} from '../../../scenes/motion/verb.ts';

const PACE = {each: 0.3, least: 0.7, most: 6};

/** A signal that only notes what it is told. */
function progressAt(start: number): {
  progress: Progress;
  moves: {to: number; seconds: number; timing: TimingFunction}[];
} {
  const moves: {to: number; seconds: number; timing: TimingFunction}[] = [];
  function progress(): number;
  function progress(to: number, seconds: number, timing: TimingFunction): ThreadGenerator;
  function progress(
    to?: number,
    seconds = 0,
    timing?: TimingFunction,
  ): number | ThreadGenerator {
    if (to === undefined || timing === undefined) return start;
    moves.push({to, seconds, timing});
    return (function* () {})();
  }
  return {progress, moves};
}

describe('verb()', () => {
  const mask = verb('masked', PACE);
  test.each([
    ['a component without count', undefined, 0, undefined, 1, 0.7],
    ['all of a counted component', 8, 0, undefined, 8, 2.4],
    ['some of it', 8, 0, {to: 4}, 4, 1.2],
    ['the rest of it', 8, 4, undefined, 8, 1.2],
    ['back again', 8, 8, {to: 0}, 0, 2.4],
    ['at its own pace', 8, 0, {seconds: 5}, 8, 5],
  ] as const)('moves %s', (_, count, start, how, to, seconds) => {
    const {progress, moves} = progressAt(start);
    expect([...mask({masked: progress, count}, how)]).toEqual([]);
    expect(moves).toHaveLength(1);
    expect(moves[0].to).toBe(to);
    expect(moves[0].seconds).toBeCloseTo(seconds);
  });
});

test.each([
  [0, 0.7],
  [1, 0.7],
  [10, 3],
  [1000, 6],
])('%i things take %d s', (way, seconds) => {
  expect(secondsOf(way, PACE)).toBeCloseTo(seconds);
});

test('one thing eases; several follow each other evenly, each easing by itself', () => {
  expect(timingOf(1)(0.1)).toBeLessThan(0.05);
  expect(timingOf(8)(0.1)).toBeCloseTo(0.1);
  expect([0, 1, 2].map(i => step(1.5, i))).toEqual([1, 0.5, 0]);
  expect(step(1.1, 1)).toBeLessThan(0.05);
});
