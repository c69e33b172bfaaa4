import {describe, expect, test} from 'vitest';

import {VectorTable} from '../../../../data-extract/text/vectors/vector-table.ts';

const table = new VectorTable(
  ['east', 'north', 'northeast', 'west', 'nothing', 'far-east'],
  Float32Array.from([1, 0, 0, 1, 1, 1, -2, 0, 0, 0, 5, 0]),
  2,
);

test.each([
  ['east', 0],
  ['far-east', 5],
  ['East', -1],
  ['constructor', -1],
])('indexOf(%j) is %d', (word, place) => {
  expect(table.indexOf(word)).toBe(place);
  expect(table.has(word)).toBe(place >= 0);
});

describe('nearest()', () => {
  test('sorts by cosine, whatever the length; of equals the more frequent comes first', () => {
    const found = table.nearest(table.row('east'), 6);
    expect(found.map(({word}) => word)).toEqual([
      'east',
      'far-east',
      'northeast',
      'north',
      'nothing',
      'west',
    ]);
    expect(found.map(({cosine}) => Number(cosine.toFixed(4)))).toEqual([
      1, 1, 0.7071, 0, 0, -1,
    ]);
  });

  test.each([
    [1, [], ['east']],
    [2, ['east'], ['far-east', 'northeast']],
    [2, ['east', 'far-east', 'unknown'], ['northeast', 'north']],
    [0, [], []],
  ])('%d words except %j are %j', (count, except, expected) => {
    const found = table.nearest(table.row('east'), count, except);
    expect(found.map(({word}) => word)).toEqual(expected);
  });

  test('asks nothing of a vector of zeros', () => {
    expect(table.nearest(new Float32Array(2), 1)).toEqual([{word: 'east', cosine: 0}]);
  });
});

test('combine() adds and subtracts', () => {
  expect([...table.combine(['east', 'north'], ['northeast', 'west'])]).toEqual([2, 0]);
});

test('a word that is not there is named', () => {
  expect(() => table.row('south')).toThrow('there is no word "south"');
});
