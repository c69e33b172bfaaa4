import {expect, test} from 'vitest';

import type {ModuleNode} from '../../../data-extract/capture/format.ts';
import {treeLines} from '../../../studio/command-line/module-tree.ts';

const weight = (name: string, shape: number[]): ModuleNode => ({
  name,
  shape,
  children: [],
  parameters: shape.reduce((a, b) => a * b, 1),
});
const module = (name: string, ...children: ModuleNode[]): ModuleNode => ({
  name,
  shape: null,
  children,
  parameters: children.reduce((sum, child) => sum + child.parameters, 0),
});

test('layers that are alike share their lines, others have their own', () => {
  const layer = (name: string, width: number): ModuleNode =>
    module(name, weight('weight', [width, 2]));
  const root = module(
    '',
    weight('embed', [5, 2]),
    module('layers', layer('0', 3), layer('1', 3), layer('2', 4), layer('3', 3)),
    module('norm', weight('weight', [2])),
  );
  expect(treeLines(root)).toEqual([
    'embed [5, 2]: 10',
    'layers: 26',
    '  0 to 1, each: 6',
    '    weight [3, 2]: 6',
    '  2: 8',
    '    weight [4, 2]: 8',
    '  3: 6',
    '    weight [3, 2]: 6',
    'norm: 2',
    '  weight [2]: 2',
  ]);
});

test('modules with names stay apart, alike or not', () => {
  const root = module('', weight('q', [2, 2]), weight('k', [2, 2]));
  expect(treeLines(root)).toEqual(['q [2, 2]: 4', 'k [2, 2]: 4']);
});
