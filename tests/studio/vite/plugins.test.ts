import {describe, expect, test} from 'vitest';

import {rangesOf} from '../../../studio/vite/glyphs-plugin.ts';
import {virtualModule} from '../../../studio/vite/lesson-plugin.ts';
import {hashClosure} from '../../../studio/vite/hash-closure.ts';
import type {ModuleGraph} from '../../../studio/vite/hash-closure.ts';

test.each([
  [[], []],
  [[65], [[65, 65]]],
  [
    [67, 65, 66, 80],
    [
      [65, 67],
      [80, 80],
    ],
  ],
  [[65, 65, 66], [[65, 66]]],
])('code points %j are the ranges %j', (points, ranges) => {
  expect(rangesOf(points)).toEqual(ranges);
});

test.each([
  ['scenes/09-x/y.script.en.md', '\0aim:script:scenes/09-x/y'],
  ['assets/captures/09-x/y/capture.json', '\0aim:captured:scenes/09-x/y'],
  ['assets/captures/09-x/y/tensors.safetensors', '\0aim:captured:scenes/09-x/y'],
  ['scenes/09-x/y.narration.ko.m4a', '\0aim:script:scenes/09-x/y'],
  ['scenes/09-x/y.narration.ko.txt', null],
  ['scenes/09-x/y.tsx', null],
  ['README.md', null],
])('%s belongs to the module %j', (path, id) => {
  expect(virtualModule(path)).toBe(id);
});

describe('hashClosure()', () => {
  const modules: Record<string, {code: string; imports: string[]}> = {
    '/r/a': {code: 'a', imports: ['/r/b', '\0aim:script:s']},
    '/r/b': {code: 'b', imports: ['/r/a']},
    '/r/c': {code: 'c', imports: ['/r/b']},
    '\0aim:script:s': {code: 's', imports: []},
  };
  const graph = (changed: Record<string, string> = {}): ModuleGraph => ({
    code: id => changed[id] ?? modules[id]?.code ?? null,
    imports: id => modules[id]?.imports ?? [],
  });
  const a = hashClosure(graph(), '/r/a', ['/r']);

  test('is the same in another folder', () => {
    const moved: ModuleGraph = {
      code: id => graph().code(id.replace('/elsewhere', '/r')),
      imports: id =>
        graph()
          .imports(id.replace('/elsewhere', '/r'))
          .map(name => name.replace('/r', '/elsewhere')),
    };
    expect(hashClosure(moved, '/elsewhere/a', ['/elsewhere'])).toBe(a);
  });

  test('changes with everything that is imported, near or far', () => {
    expect(hashClosure(graph({'/r/b': 'B'}), '/r/a', ['/r'])).not.toBe(a);
  });

  test('does not change with what is not imported, nor with scripts', () => {
    expect(hashClosure(graph({'/r/c': 'C'}), '/r/a', ['/r'])).toBe(a);
    expect(hashClosure(graph({'\0aim:script:s': 'S'}), '/r/a', ['/r'])).toBe(a);
  });
});
