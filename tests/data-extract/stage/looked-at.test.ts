import {expect, test} from 'vitest';

import {lookedAt} from '../../../data-extract/stage/looked-at.ts';

test.each([0, 1, 2, 63, 64])('all of %i queries', count => {
  expect(lookedAt(count)).toEqual([...Array.from({length: count}).keys()]);
});

test.each([65, 100, 1024])('of %i queries 64, with both ends and none twice', count => {
  const rows = lookedAt(count);
  expect(rows).toHaveLength(64);
  expect(new Set(rows).size).toBe(64);
  expect([rows[0], rows[63]]).toEqual([0, count - 1]);
});
