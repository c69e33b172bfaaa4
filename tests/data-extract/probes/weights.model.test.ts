import {beforeAll, describe, expect, test} from 'vitest';

import type {StoredTensor} from '../../../data-extract/capture/safetensors.ts';
import {captureOf, difference} from '../capture-for-test.ts';

const TEXT = 'Lily saw a bird.';
const all = (count: number): number[] => Array.from({length: count}, (_, i) => i);

/** `[rows, inner] x [inner, columns]`. */
function product(a: StoredTensor, b: StoredTensor): Float32Array {
  const [inner, columns] = b.shape;
  const rows = a.data.length / inner;
  const result = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inner; k++) {
      for (let column = 0; column < columns; column++) {
        result[row * columns + column] +=
          a.data[row * inner + k] * b.data[k * columns + column];
      }
    }
  }
  return result;
}

describe('weights read from the file are those that the model multiplies with', () => {
  let tensors: Map<string, StoredTensor>;
  const get = (name: string): StoredTensor => {
    const found = tensors.get(name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  beforeAll(async () => {
    ({tensors} = await captureOf({
      role: 'decoder',
      text: TEXT,
      probes: {
        norms: {of: ['normalized']},
        headValues: {of: ['q', 'k', 'v', 'z'], layers: [2]},
        outputs: {of: ['attn_out', 'mlp_out'], layers: [2]},
        mlp: {of: ['post'], layers: [2]},
        weights: [
          ...['W_Q', 'W_K', 'W_V', 'W_O'].map(part => ({
            name: `blocks.2.attn.${part}`,
            rows: all(192),
          })),
          {name: 'blocks.2.mlp.W_out', rows: all(512)},
        ],
      },
    }));
  });

  test.each([
    ['ln1.hook_normalized', 'attn.W_Q', 'attn.hook_q'],
    ['ln1.hook_normalized', 'attn.W_K', 'attn.hook_k'],
    ['ln1.hook_normalized', 'attn.W_V', 'attn.hook_v'],
    ['attn.hook_z', 'attn.W_O', 'hook_attn_out'],
    ['mlp.hook_post', 'mlp.W_out', 'hook_mlp_out'],
  ])('%s x %s = %s', (input, weight, output) => {
    const made = product(get(`blocks.2.${input}`), get(`weights.blocks.2.${weight}`));
    expect(difference(made, get(`blocks.2.${output}`).data)).toBeLessThan(1e-5);
  });
});

test.each([
  [{name: 'wte', rows: [0]}, 'no weight "wte" that can be read by rows'],
  [{name: 'embed', rows: [2048]}, 'has no row 2048, it has 2048'],
  [
    {name: 'embed', rows: [0], columns: [190, 200]},
    'has no columns 190 to 200, it has 192',
  ],
  [{name: 'embed', rows: [0], columns: [3, 3]}, 'has no columns 3 to 3'],
] as const)('%j is refused', async (weights, message) => {
  await expect(
    captureOf({role: 'decoder', text: TEXT, probes: {weights}}),
  ).rejects.toThrow(message);
});
