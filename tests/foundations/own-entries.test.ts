import {expect, test} from 'vitest';

import {ownEntry, targetOf} from '../../foundations/own-entries.ts';
import {ROOT} from '../../foundations/root.ts';

test.each([
  ['attention-in-motion/components', 'scenes/entries/components.ts'],
  ['attention-in-motion/components/Rows', 'scenes/components/Rows.ts'],
  ['attention-in-motion/captured/probes/norms', 'scenes/captured/probes/norms.ts'],
  ['attention-in-motion/course', 'data-extract/define.ts'],
  ['attention-in-motion/capture', 'data-extract/index.ts'],
])('%s is %s', (specifier, file) => {
  expect(ownEntry(specifier)).toBe(`${ROOT}/${file}`);
});

test.each([
  'attention-in-motion',
  'attention-in-motion/nothing',
  'attention-in-motion/components/',
  'attention-in-motion/components/../../studio/cli',
  'attention-in-motion/package.json',
  'attention',
  './course',
])('%s is no entry', specifier => {
  expect(ownEntry(specifier)).toBeNull();
});

const EXPORTS = {
  './a': {default: './dist/entries/a.js'},
  './a/*': {source: './a/*.ts', default: './dist/a/*.js'},
  './types': {types: './types.d.ts'},
  './package.json': './package.json',
};

test.each([
  ['./a', 'default', './dist/entries/a.js'],
  ['./a', 'source', null],
  ['./a/b', 'default', './dist/a/b.js'],
  ['./a/b/c', 'source', './a/b/c.ts'],
  ['./a/$&', 'source', './a/$&.ts'],
  ['./a/*', 'source', './a/*.ts'],
  ['./a/', 'default', null],
  ['./a//b', 'default', null],
  ['./a/./b', 'default', null],
  ['./a/../b', 'default', null],
  ['./a/node_modules/b', 'default', null],
  ['./ab', 'default', null],
  ['./types', 'default', null],
  ['./package.json', 'default', null],
  ['./toString', 'default', null],
])('%s leads by %s to %s', (path, condition, target) => {
  expect(targetOf(path, EXPORTS, condition)).toBe(target);
});
