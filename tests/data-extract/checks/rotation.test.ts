import {describe, expect, test} from 'vitest';

import {turningError} from '../../../data-extract/checks/rotation.ts';

const SIZE = 6;
const BEFORE = Float32Array.from({length: 5 * SIZE}, (_, i) => Math.sin(i * 1.7) + 0.1);

/** Turn pairs of entries by an angle per position, from an entry on, and scale them. */
function turn(from: number, scale: number): Float32Array {
  const after = BEFORE.slice();
  for (let row = 0; row < after.length / SIZE; row++) {
    for (let d = from; d < SIZE; d += 2) {
      const [i, angle] = [row * SIZE + d, row / (d + 1)];
      const [x, y] = [BEFORE[i], BEFORE[i + 1]];
      after[i] = scale * (x * Math.cos(angle) - y * Math.sin(angle));
      after[i + 1] = scale * (x * Math.sin(angle) + y * Math.cos(angle));
    }
  }
  return after;
}

describe('turned positions', () => {
  test.each([
    ['all entries', 0, 1],
    ['the last entries alone', 2, 1],
    ['all entries, made longer', 0, 1.3466],
    ['the last entries, made longer', 2, 1.3466],
  ])('%s: lengths are kept', (_, from, scale) => {
    expect(turningError(BEFORE, turn(from, scale), SIZE)).toBeLessThan(1e-6);
  });

  test('nothing turned is nothing wrong', () => {
    expect(turningError(BEFORE, BEFORE.slice(), SIZE)).toBe(0);
  });

  test.each<[string, (value: number, i: number) => number]>([
    ['one entry', (value, i) => (i === 9 ? value + 0.5 : value)],
    ['one position longer than another', (value, i) => (i < SIZE ? value : 2 * value)],
    ['no numbers', () => NaN],
  ])('%s is noticed', (_, spoil) => {
    const after = turn(0, 1).map(spoil);
    expect(turningError(BEFORE, after, SIZE)).toBeGreaterThan(0.05);
  });

  test('lengths that another vector has are noticed', () => {
    const after = turn(0, 1);
    after.copyWithin(SIZE, 2 * SIZE, 3 * SIZE);
    expect(turningError(BEFORE, after, SIZE)).toBeGreaterThan(0.05);
  });
});
