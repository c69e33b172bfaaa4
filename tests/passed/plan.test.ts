import {expect, test} from 'vitest';

import {OF_MACHINE} from './of-machine.ts';
import {leftOut, saidOf} from './plan.ts';
import type {Known} from './plan.ts';

const OTHER = 'tests/studio/status/status.browser.test.ts';
const [MACHINE] = [...OF_MACHINE.keys()];

/** What is known of a file, in short: its key in the project, when published, and here. */
interface Row {
  content?: string;
  published?: string;
  here?: string;
  passed?: string | false;
}

const known = (file: string, row: Row): Known => ({
  contents: new Map([[file, row.content ?? 'c']]),
  published: new Map(row.published === undefined ? [] : [[file, row.published]]),
  here: new Map([[file, row.here ?? 'h']]),
  passed: row.passed === undefined ? {} : {[file]: row.passed},
});

test.each<[string, Row, 'passed' | 'published' | null, 'passed' | 'published' | null]>([
  ['nothing is known', {}, null, null],
  ['it has passed here', {passed: 'h'}, 'passed', 'passed'],
  ['it is as published', {published: 'c'}, 'published', null],
  ['both', {published: 'c', passed: 'h'}, 'passed', 'passed'],
  ['it has passed as it was before', {passed: 'g'}, null, null],
  ['it was published as it was before', {published: 'b'}, null, null],
  ['both, as it was before', {published: 'b', passed: 'g'}, null, null],
  [
    'another one has passed here, and this one is published',
    {published: 'c', passed: 'g'},
    'published',
    null,
  ],
  ['it is published, and has failed here', {published: 'c', passed: false}, null, null],
  ['it has failed here', {passed: false}, null, null],
])('where %s', (_, row, other, ofMachine) => {
  const nameOf = (file: string): string | null => {
    const {passed, published} = leftOut(known(file, row));
    expect(passed.length + published.length).toBeLessThan(2);
    if (passed.includes(file)) return 'passed';
    return published.includes(file) ? 'published' : null;
  };
  expect(nameOf(OTHER)).toBe(other);
  expect(nameOf(MACHINE)).toBe(ofMachine);
});

test('a file that was published and is gone is none to be left out', () => {
  const gone = {...known(OTHER, {published: 'c'}), contents: new Map(), here: new Map()};
  expect(leftOut(gone)).toEqual({passed: [], published: []});
});

test('what was left out is said, with how to run it', () => {
  expect(saidOf({passed: [], published: []})).toBe('');
  expect(saidOf({passed: ['a'], published: ['b', 'c']})).toBe(
    'Files of tests that did not run: 1 that passed here with all that they may read as it is now, 2 left to CI, which runs what is published. CI=1 npm test runs them all.\n',
  );
});
