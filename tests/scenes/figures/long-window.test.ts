import {describe, expect, test} from 'vitest';

import {longWindow} from '../../../scenes/figures/long-window.ts';
import {scoredPlaces} from '../../../scenes/figures/scored-places.ts';

const textOf = (length: number) =>
  Array.from({length}, (_, i) => ({
    id: i,
    text: ` ${i}`,
    bytes: '',
    start: 0,
    end: 0,
    special: false,
  }));

describe('longWindow()', () => {
  test.each<[number, number | string | null, number, [number, number] | null]>([
    [256, null, 10, null],
    [257, null, 10, [247, 256]],
    [2000, 1000, 64, [937, 1000]],
    [2000, '1000', 64, [937, 1000]],
    [2000, -1, 1, [1999, 1999]],
    [2000, 3, 10, [0, 9]],
    [300, null, 400, [0, 299]],
  ])('of %i tokens, asked at %j, %i: %j', (length, token, most, ends) => {
    const found = longWindow(textOf(length), token, most);
    expect(found && [found[0], found.at(-1)]).toEqual(ends);
    if (found && ends) expect(found).toHaveLength(ends[1] - ends[0] + 1);
  });

  test('a token that is not there is refused', () => {
    expect(() => longWindow(textOf(300), 300, 10)).toThrow('--token 300');
  });
});

describe('scoredPlaces()', () => {
  const positions = Array.from({length: 2}, () => ({
    logsumexp: 0,
    top: [],
    rankOfNext: null,
    probabilityOfNext: null,
  }));

  test('are those that were asked for', () => {
    expect(scoredPlaces({positions, at: [7, 3]}, 9)).toEqual([7, 3]);
  });

  test('or the last ones, where a graph gives no others', () => {
    expect(scoredPlaces({positions}, 2)).toEqual([0, 1]);
    expect(scoredPlaces({positions}, 9)).toEqual([7, 8]);
  });
});
