import {expect, test} from 'vitest';

import {selectorsOf} from '../../../../studio/render/options/all-scenes.ts';

test.each([
  [[], false],
  [[], true],
  [['09', 'senses'], false],
])('%j with --all %s is taken as it is', (words, all) => {
  expect(selectorsOf(words, {all})).toEqual(words);
});

test('scenes beside --all are refused by name', () => {
  expect(() => selectorsOf(['09', '04'], {all: true})).toThrow(/--all .*09, 04/);
});

test('a project beside --all is refused', () => {
  expect(() => selectorsOf([], {all: true, project: 'project.ts'})).toThrow(/--project/);
  expect(selectorsOf([], {all: false, project: 'project.ts'})).toEqual([]);
});
