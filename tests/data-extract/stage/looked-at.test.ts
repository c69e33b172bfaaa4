import {expect, test} from 'vitest';

import {lookedAt, remadeOf} from '../../../data-extract/stage/looked-at.ts';

test.each([0, 1, 2, 63, 64])('all of %i queries', count => {
  expect(lookedAt(count)).toEqual([...Array.from({length: count}).keys()]);
});

test.each([
  [65, 64],
  [100, 64],
  [512, 64],
  [1024, 32],
  [1500, 22],
  [2000, 16],
  [100_000, 16],
])('of %i queries %i, with both ends and none twice', (count, most) => {
  const rows = lookedAt(count);
  expect(rows).toHaveLength(most);
  expect(new Set(rows).size).toBe(most);
  expect([rows[0], rows[most - 1]]).toEqual([0, count - 1]);
});

test.each([100, 512, 1024, 2000])(
  'of %i queries values are made again at 16 of those',
  count => {
    const rows = lookedAt(count);
    expect(remadeOf(count)).toHaveLength(16);
    expect(remadeOf(count).every(row => rows.includes(row))).toBe(true);
  },
);
