import {describe, expect, test} from 'vitest';

import {placeWords} from '../../../scenes/components/word-places.ts';

const ROOM = {width: 1728, height: 676};
/** Texts of so many words, each three characters of 0.6 sizes. */
const texts =
  (...counts: number[]) =>
  (size: number): number[][] =>
    counts.map(count => Array.from({length: count}, () => 1.8 * size));

describe('placeWords()', () => {
  test.each([
    [[4], 112],
    [[12], 72],
    [[5, 4], 112],
    [[60], 56],
    [[30, 30], 40],
  ])('texts of %j words are written in %i pixels', (counts, text) => {
    expect(placeWords(texts(...counts), ROOM).text).toBe(text);
  });

  test('no chip leaves the room, none stands over another', () => {
    for (const counts of [[1], [13], [5, 4], [60], [29, 31]]) {
      const {chips, height} = placeWords(texts(...counts), ROOM);
      const all = chips.flat();
      expect(height).toBeLessThanOrEqual(ROOM.height);
      all.forEach((chip, i) => {
        expect(chip.x).toBeGreaterThanOrEqual(0);
        expect(chip.x + chip.width).toBeLessThanOrEqual(ROOM.width + 0.01);
        expect(chip.y + chip.height).toBeLessThanOrEqual(height + 0.01);
        for (const other of all.slice(0, i)) {
          const isBeside = Math.abs(chip.x - other.x) >= other.width;
          expect(isBeside || Math.abs(chip.y - other.y) >= chip.height).toBe(true);
        }
      });
    }
  });

  test('lines are counted over all texts', () => {
    const {chips} = placeWords(texts(5, 4), ROOM);
    expect(chips.map(own => [...new Set(own.map(({line}) => line))])).toEqual([[0], [1]]);
  });

  test('a largest size makes a strip', () => {
    const strip = placeWords(texts(13), {...ROOM, most: 32});
    expect(strip.text).toBe(32);
    expect(strip.height).toBeCloseTo(32 * 1.8);
  });

  test('what is too long even if small is an error', () => {
    expect(() => placeWords(texts(400), ROOM)).toThrow(/too long for 5 lines/);
  });
});
