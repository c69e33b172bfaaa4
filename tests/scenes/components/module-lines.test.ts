import {describe, expect, test} from 'vitest';

import type {ModuleNode} from '../../../data-extract/capture/format.ts';
import {moduleLines, roleOf} from '../../../scenes/components/module-lines.ts';
import {capturedValues} from '../captured-values.ts';

const weight = (...shape: number[]): ModuleNode => ({
  name: 'weight',
  parameters: shape.reduce((a, b) => a * b, 1),
  shape,
  children: [],
});
const module = (name: string, ...children: ModuleNode[]): ModuleNode => ({
  name,
  parameters: children.reduce((sum, {parameters}) => sum + parameters, 0),
  shape: null,
  children,
});
const layer = (i: number): ModuleNode =>
  module(`${i}`, module('qkv_proj', weight(4, 12)), module('norm', weight(4)));
const model = (layers: number): ModuleNode =>
  module(
    '',
    module(
      'model',
      module('embed', weight(9, 4)),
      module('layers', ...Array.from({length: layers}, (_, i) => layer(i))),
    ),
  );

/** Lines as text, copies and parts marked. */
const drawn = (...args: Parameters<typeof moduleLines>): string[] =>
  moduleLines(...args).map(({name, depth, kind, times, shape, hidden}) =>
    [
      '  '.repeat(depth) + {module: '', copy: '= ', part: '| '}[kind] + name,
      ...(times > 1 ? [`x${times}`] : []),
      ...(shape ? [shape.join('x')] : []),
      ...(hidden > 0 ? [`(${hidden})`] : []),
    ].join(' '),
  );

describe('moduleLines()', () => {
  test('lists modules with the shapes of their weights, and equal ones as copies', () => {
    expect(drawn(model(3), 20)).toEqual([
      'model',
      '  embed 9x4',
      '  layers',
      '    0 \u2013 2 x3',
      '      qkv_proj 4x12',
      '      norm 4',
      '    = 1',
      '    = 2',
    ]);
  });

  test('leaves out the middle of many copies, then all but one line', () => {
    expect(drawn(model(32), 20).slice(6)).toEqual([
      '    = 1',
      '    = 2',
      '    = 3',
      '    = \u2026 (27)',
      '    = 31',
    ]);
    expect(drawn(model(32), 7).slice(6)).toEqual(['    = \u2026 (31)']);
  });

  test('leaves out the deepest levels where there is no room', () => {
    expect(drawn(model(32), 5)).toEqual([
      'model',
      '  embed 9x4',
      '  layers',
      '    0 \u2013 31 x32 (2)',
      '    = \u2026 (31)',
    ]);
    expect(drawn(model(32), 1)).toEqual(['model (98)']);
  });

  test('has the parts of fused modules', () => {
    const fused = {
      qkv_proj: [
        {name: 'q', shape: [4, 4], role: 'query'},
        {name: 'k', shape: [4, 4], role: 'key'},
      ] as const,
    };
    expect(drawn(model(1), 20, fused)).toEqual([
      'model',
      '  embed 9x4',
      '  layers',
      '    0',
      '      qkv_proj 4x12',
      '        | q 4x4',
      '        | k 4x4',
      '      norm 4',
    ]);
  });

  test('counts every parameter of the default models once', async () => {
    for (const name of ['decoder', 'moe']) {
      const {capture} = await capturedValues(name);
      const modules = capture.results.modules;
      if (!modules) throw new Error(name);
      const lines = moduleLines(modules.tree, 40).filter(({kind}) => kind === 'module');
      // Parameters of the lines that hold a weight, times the equal modules around them.
      const around: number[] = [];
      const total = lines.reduce((sum, {depth, times, shape, parameters}) => {
        around[depth] = times * (depth > 0 ? around[depth - 1] : 1);
        return shape ? sum + parameters * around[depth] : sum;
      }, 0);
      expect(total).toBe(modules.parameters.total);
    }
  });
});

test.each([
  ['model.embed_tokens', 'token'],
  ['transformer.wte', 'token'],
  ['model.layers', null],
  ['model.layers.0', null],
  ['model.layers.0.input_layernorm', 'norm'],
  ['transformer.h.0.ln_1', 'norm'],
  ['model.layers.0.self_attn', 'attention'],
  ['model.layers.0.self_attn.q_proj', 'query'],
  ['model.layers.0.self_attn.o_proj', 'attention'],
  ['bert.encoder.layer.0.attention.self.key', 'key'],
  ['model.layers.0.mlp.gate_proj', 'feedForward'],
  ['model.layers.0.mlp.gate', 'router'],
  ['model.layers.0.block_sparse_moe.gate', 'router'],
  ['model.layers.0.block_sparse_moe.experts.0.up_proj', 'expert'],
  ['lm_head', 'head'],
])('%s is %s', (path, role) => {
  expect(roleOf(path)).toBe(role);
});
