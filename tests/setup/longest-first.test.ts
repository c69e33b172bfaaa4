import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {LONGEST, longestFirst} from './longest-first.ts';

test('the files that take longest are there', () => {
  expect(LONGEST.filter(file => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('they come first, the others stay in order', () => {
  const files = ['b.test.ts', LONGEST[2], 'a.test.ts', LONGEST[0], 'c.test.ts'];
  expect(longestFirst(files, file => file)).toEqual([
    ...[LONGEST[0], LONGEST[2]],
    ...['b.test.ts', 'a.test.ts', 'c.test.ts'],
  ]);
});
