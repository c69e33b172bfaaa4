import {describe, expect, test} from 'vitest';

import type {ModuleNode} from '../../../data-extract/capture/format.ts';
import {bottomOf, rightOf} from '../../../scenes/components/box.ts';
import type {Box} from '../../../scenes/components/box.ts';
import {moduleLines} from '../../../scenes/components/module-lines.ts';
import type {ModuleLine} from '../../../scenes/components/module-lines.ts';
import {nestOf, nestPlan} from '../../../scenes/components/nest-plan.ts';

const weight = (name: string): ModuleNode => ({
  name,
  parameters: 1,
  shape: null,
  children: [
    {
      name: 'weight',
      parameters: 1,
      shape: [1, 1],
      children: [],
    },
  ],
});
const module = (name: string, ...children: ModuleNode[]): ModuleNode => ({
  name,
  parameters: children.length,
  shape: null,
  children,
});
const layer = (name: string): ModuleNode =>
  module(name, weight('norm'), module('attn', ...['q', 'k', 'v', 'o'].map(weight)));
const model = module(
  '',
  module('model', weight('embed'), module('layers', layer('0'), layer('1'))),
  weight('head'),
);
const LINES = moduleLines(model, 100);
const BOX: Box = {x: 100, y: 50, width: 900, height: 600};
const widthOf = ({name}: ModuleLine): number => 40 + 20 * name.length;

const plan = (box: Box): Record<string, Box> =>
  Object.fromEntries(
    [...nestPlan(LINES, box, widthOf).boxes].map(([index, own]) => [
      LINES[index].path,
      own,
    ]),
  );
const isIn = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  rightOf(inner) <= rightOf(outer) + 1e-6 &&
  bottomOf(inner) <= bottomOf(outer) + 1e-6;

describe('modules as boxes in boxes', () => {
  test('are nested as in the list, without copies', () => {
    const names = (nodes: ReturnType<typeof nestOf>): unknown[] =>
      nodes.map(({index, children}) => [LINES[index].name, names(children)]);
    expect(names(nestOf(LINES))).toEqual([
      [
        'model',
        [
          ['embed', []],
          [
            'layers',
            [
              [
                '0 – 1',
                [
                  ['norm', []],
                  [
                    'attn',
                    [
                      ['q', []],
                      ['k', []],
                      ['v', []],
                      ['o', []],
                    ],
                  ],
                ],
              ],
            ],
          ],
        ],
      ],
      ['head', []],
    ]);
  });

  test.each([
    ['large', BOX],
    ['low', {...BOX, height: 420}],
    ['narrow', {...BOX, width: 420}],
  ])('lie within what holds them in a %s room', (_, box) => {
    const places = plan(box);
    for (const [path, own] of Object.entries(places)) {
      const above = path.split('.').slice(0, -1).join('.');
      expect(isIn(own, above === '' ? box : places[above]), path).toBe(true);
    }
  });

  test('of one module do not lie on each other', () => {
    const places = Object.entries(plan(BOX));
    for (const [path, own] of places) {
      for (const [other, its] of places) {
        if (path === other || other.startsWith(path) || path.startsWith(other)) continue;
        const apart =
          rightOf(own) <= its.x ||
          rightOf(its) <= own.x ||
          bottomOf(own) <= its.y ||
          bottomOf(its) <= own.y;
        expect(apart, `${path} and ${other}`).toBe(true);
      }
    }
  });

  test('that hold no others stand side by side as far as they fit', () => {
    const tops = (box: Box): number =>
      new Set(
        ['q', 'k', 'v', 'o'].map(name => plan(box)[`model.layers.0.attn.${name}`].y),
      ).size;
    expect(tops(BOX)).toBe(1);
    expect(tops({...BOX, width: 240})).toBe(2);
  });

  test('leave out their deepest level where there is no room', () => {
    expect(Object.keys(plan({...BOX, height: 200}))).toEqual([
      'model',
      'model.embed',
      'model.layers',
      'head',
    ]);
    expect(Object.keys(plan({...BOX, height: 10}))).toEqual(['model', 'head']);
  });
});
