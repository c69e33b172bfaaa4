import {describe, expect, test} from 'vitest';

import type {ModuleNode} from '../../../data-extract/capture/format.ts';
import {fusedParts} from '../../../scenes/10-model-example/fused-parts.ts';
import declaration from '../../../scenes/10-model-example/print-model.capture.ts';
import {readModules} from '../../../scenes/10-model-example/print-model.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {moduleLines} from '../../../scenes/components/module-lines.ts';
import {capturedFiles} from '../captured-files.ts';

describe('print(model)', async () => {
  const capture = openCapture(
    declaration,
    await capturedFiles('10-model-example/print-model'),
  );
  const {tree, facts, isFused} = readModules(capture);

  test('lists the modules of the model in the role', () => {
    const names = moduleLines(tree, 100)
      .filter(({kind}) => kind === 'module')
      .map(({name}) => name);
    expect(names).toEqual([
      'model',
      'embed_tokens',
      'layers',
      '0 – 3',
      'input_layernorm',
      'post_attention_layernorm',
      'self_attn',
      'q_proj',
      'k_proj',
      'v_proj',
      'o_proj',
      'mlp',
      'gate_proj',
      'up_proj',
      'down_proj',
      'norm',
    ]);
    expect(facts).toMatchObject({times: 4, modules: 52, total: 1_967_808});
    expect(isFused).toBe(false);
  });
});

const linear = (name: string, ...shape: number[]): ModuleNode => ({
  name,
  parameters: 0,
  shape: null,
  children: [
    {
      name: 'weight',
      parameters: 0,
      shape,
      children: [],
    },
  ],
});
const module = (name: string, ...children: ModuleNode[]): ModuleNode => ({
  name,
  parameters: 0,
  shape: null,
  children,
});

describe('fused modules', () => {
  const found = (...children: ModuleNode[]): unknown =>
    Object.entries(fusedParts(module('block', ...children), 8)).map(([path, parts]) => [
      path,
      parts.map(({name, shape}) => [name, ...shape]),
    ]);

  test.each([
    ['of one width', linear('c_attn', 8, 24), linear('c_proj', 8, 8), [8, 8, 8]],
    ['of grouped queries', linear('qkv_proj', 8, 16), linear('o_proj', 8, 8), [8, 4, 4]],
    ['of narrow heads', linear('qkv_proj', 8, 12), linear('o_proj', 4, 8), [4, 4, 4]],
  ])('%s are told apart by what comes after them', (_, qkv, after, widths) => {
    const [q, k, v] = widths;
    expect(found(qkv, after)).toEqual([
      [
        `block.${qkv.name}`,
        [
          ['q', 8, q],
          ['k', 8, k],
          ['v', 8, v],
        ],
      ],
    ]);
  });

  test('of gated layers are two halves', () => {
    expect(found(linear('gate_up_proj', 40, 8), linear('down_proj', 8, 20))).toEqual([
      [
        'block.gate_up_proj',
        [
          ['gate', 20, 8],
          ['up', 20, 8],
        ],
      ],
    ]);
  });

  test('are not seen where what comes after them is unknown, or does not fit', () => {
    expect(found(linear('qkv_proj', 8, 24))).toEqual([]);
    expect(found(linear('qkv_proj', 8, 8), linear('o_proj', 8, 8))).toEqual([]);
    expect(found(linear('Wi', 8, 32), linear('Wo', 32, 8))).toEqual([]);
  });
});
