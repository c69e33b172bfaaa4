import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {longestFirst, SECONDS} from './longest-first.ts';

const [FIRST, SECOND, THIRD] = Object.keys(SECONDS);

test('the files that take longest are there', () => {
  const gone = Object.keys(SECONDS).filter(file => !existsSync(join(ROOT, file)));
  expect(gone).toEqual([]);
});

test.each<[string, string[], Record<string, number>, string[]]>([
  [
    'in a new checkout, those that are known to take long come first, and the others stay in order',
    ['b.test.ts', THIRD, 'a.test.ts', FIRST, 'c.test.ts'],
    {},
    [FIRST, THIRD, 'b.test.ts', 'a.test.ts', 'c.test.ts'],
  ],
  [
    'what was measured here counts',
    [FIRST, SECOND, 'a.test.ts', 'b.test.ts'],
    {[FIRST]: 10, 'b.test.ts': 20, 'a.test.ts': 0.01},
    [SECOND, 'b.test.ts', FIRST, 'a.test.ts'],
  ],
])('%s', (_, files, took, expected) => {
  const known = {
    pathOf: (file: string) => file,
    took: (file: string) => took[file] ?? null,
  };
  expect(longestFirst(files, known)).toEqual(expected);
});
