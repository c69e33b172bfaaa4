import {expect, test} from 'vitest';

import {runsOfAlike} from '../../../data-extract/capture/alike-modules.ts';
import type {ModuleNode} from '../../../data-extract/capture/format.ts';

const module = (
  name: string,
  shape: number[] | null,
  ...children: ModuleNode[]
): ModuleNode => ({name, shape, children, parameters: 0});

test.each<[string, ModuleNode[], string[][]]>([
  ['nothing', [], []],
  [
    'numbered ones that are alike',
    [module('0', [2]), module('1', [2]), module('2', [3]), module('3', [2])],
    [['0', '1'], ['2'], ['3']],
  ],
  [
    'alike are those that hold the same, by name and shape',
    [
      module('0', null, module('a', [2])),
      module('1', null, module('b', [2])),
      module('2', null, module('b', [2])),
    ],
    [['0'], ['1', '2']],
  ],
  [
    'modules with names of their own are never one',
    [module('q', [2]), module('k', [2]), module('0', [2]), module('v', [2])],
    [['q'], ['k'], ['0'], ['v']],
  ],
])('%s', (_, modules, runs) => {
  expect(runsOfAlike(modules).map(run => run.map(({name}) => name))).toEqual(runs);
});

test('modules that lie deep are told apart as well', () => {
  const deep = (end: number): ModuleNode => {
    let inner = module('weight', [end]);
    for (let depth = 0; depth < 200; depth++) inner = module('inner', null, inner);
    return inner;
  };
  const layers = [1, 1, 2].map((end, i) => module(`${i}`, null, deep(end)));
  expect(runsOfAlike(layers).map(run => run.length)).toEqual([2, 1]);
});
