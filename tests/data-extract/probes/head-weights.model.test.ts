import {describe, expect, test} from 'vitest';

import type {StoredTensor} from '../../../data-extract/capture/safetensors.ts';
import {biasOf, entriesIn} from '../../../data-extract/probes/head-entries.ts';
import {captureOf} from '../capture-for-test.ts';
import {groupQuery, packedAttention} from '../graph/toy/attention.ts';
import * as linears from '../graph/toy/linears.ts';
import {runToy} from '../graph/toy/run-toy.ts';
import {OWN_HEADS, toyModel} from '../graph/toy/toy-model.ts';
import type {Style} from '../graph/toy/toy-model.ts';

const TEXT = 'Lily saw a little bird in the tree. It was sad.';
const RULE = {rule: 'most-mass', from: {token: 'It'}, to: {token: 'bird'}} as const;

const table = (
  shape: number[],
  data: number[],
): {shape: number[]; data: Float32Array} => ({shape, data: Float32Array.from(data)});

describe('finding a head among columns', () => {
  test('numbers of a head are found wherever they lie', () => {
    // Columns: k of head 0, q of head 1, q of head 0.
    const rows = table([2, 6], [9, 8, 3, 4, 1, 2, 7, 6, 13, 14, 11, 12]);
    const heads = table([2, 2, 2], [1, 2, 3, 4, 11, 12, 13, 14]);
    expect(entriesIn(rows, heads, 0)).toEqual([4, 5]);
    expect(entriesIn(rows, heads, 1)).toEqual([2, 3]);
  });

  test('columns must agree in every row', () => {
    const heads = table([2, 1, 1], [1, 2]);
    expect(entriesIn(table([2, 2], [1, 1, 3, 2]), heads, 0)).toEqual([1]);
    expect(entriesIn(table([2, 1], [1, 3]), heads, 0)).toBeNull();
    expect(entriesIn(table([3, 1], [1, 2, 3]), heads, 0)).toBeNull();
  });

  test('what is added must be the same in every row', () => {
    const x = table([2, 2], [1, 2, 3, 4]);
    const weight = table([2, 1], [10, 100]);
    const made = (...data: number[]): ReturnType<typeof table> =>
      table(
        [2, 2],
        data.flatMap(value => [0, value]),
      );
    expect(biasOf(x, weight, made(210, 430), [1])).toMatchObject({
      error: 0,
      isZero: true,
    });
    const biased = biasOf(x, weight, made(215, 435), [1]);
    expect([...biased.bias]).toEqual([5]);
    expect(biased).toMatchObject({error: 0, isZero: false});
    expect(biasOf(x, weight, made(215, 430), [1]).error).toBeGreaterThan(0.01);
  });
});

/** Largest difference between `x W + b` and a head's numbers, relative to the largest. */
function errorOf(
  tensors: ReadonlyMap<string, StoredTensor>,
  names: {x: string; weight: string; bias?: string; made: string},
  head: number,
): number {
  const get = (name: string): {data: Float32Array; shape: readonly number[]} => {
    const tensor = tensors.get(name);
    if (!(tensor?.data instanceof Float32Array)) throw new Error(`no ${name}`);
    return {data: tensor.data, shape: tensor.shape};
  };
  const [x, weight, made] = [get(names.x), get(names.weight), get(names.made)];
  const bias = names.bias === undefined ? null : get(names.bias).data;
  const [positions, inner] = x.shape;
  const [, heads, size] = made.shape;
  let [worst, largest] = [0, 0];
  for (let row = 0; row < positions; row++) {
    for (let entry = 0; entry < size; entry++) {
      let sum = bias?.[entry] ?? 0;
      for (let k = 0; k < inner; k++) {
        sum += x.data[row * inner + k] * weight.data[k * size + entry];
      }
      const value = made.data[(row * heads + head) * size + entry];
      worst = Math.max(worst, Math.abs(value - sum));
      largest = Math.max(largest, Math.abs(value));
    }
  }
  return worst / largest;
}

test('weights of a head make its queries, keys and values; layers go by the head', async () => {
  const {capture, tensors} = await captureOf({
    role: 'decoder',
    text: TEXT,
    probes: {
      norms: {of: ['normalized'], layers: ['antecedent']},
      headValues: {of: ['q', 'k', 'v'], layers: ['antecedent']},
      headWeights: {head: 'antecedent', of: ['W_Q', 'W_K', 'W_V', 'W_O']},
    },
    heads: {antecedent: RULE},
  });
  expect(capture.heads.antecedent).toMatchObject({layer: 3, head: 4});
  expect(capture.tensors.map(({name, shape}) => [name, shape])).toEqual([
    ['blocks.3.ln1.hook_normalized', [14, 192]],
    ['blocks.3.ln2.hook_normalized', [14, 192]],
    ['blocks.3.attn.hook_q', [14, 6, 32]],
    ['blocks.3.attn.hook_k', [14, 2, 32]],
    ['blocks.3.attn.hook_v', [14, 2, 32]],
    ['blocks.3.attn.W_Q.4', [192, 32]],
    ['blocks.3.attn.W_K.1', [192, 32]],
    ['blocks.3.attn.W_V.1', [192, 32]],
    ['blocks.3.attn.W_O.4', [32, 192]],
  ]);
  const x = 'blocks.3.ln1.hook_normalized';
  for (const [part, head] of [
    ['Q', 4],
    ['K', 1],
    ['V', 1],
  ] as const) {
    const weight = `blocks.3.attn.W_${part}.${head}`;
    const made = `blocks.3.attn.hook_${part.toLowerCase()}`;
    expect(errorOf(tensors, {x, weight, made}, head)).toBeLessThan(1e-5);
  }
  expect(capture.invariants.map(({name}) => name)).toContain('x x W_Q = q');
});

test('a projection with a bias keeps it', async () => {
  const {capture, tensors} = await captureOf({
    role: 'encoder',
    text: TEXT,
    probes: {
      residual: {at: ['pre'], layers: [1]},
      headValues: {of: ['q'], layers: [1]},
      headWeights: {head: 'own', of: ['W_Q']},
    },
    heads: {own: {rule: 'most-even', at: {layer: 1, head: 2}}},
  });
  const weight = 'blocks.1.attn.W_Q.2';
  const bias = 'blocks.1.attn.b_Q.2';
  expect(capture.tensors.map(({name}) => name)).toEqual(
    expect.arrayContaining([weight, bias]),
  );
  const names = {
    x: 'blocks.1.hook_resid_pre',
    weight,
    bias,
    made: 'blocks.1.attn.hook_q',
  };
  expect(errorOf(tensors, names, 2)).toBeLessThan(1e-5);
});

test('a head that no rule chooses is an error', async () => {
  const bad = captureOf({
    role: 'decoder',
    text: TEXT,
    probes: {residual: {at: ['pre'], layers: ['other']}},
    heads: {antecedent: RULE},
  });
  await expect(bad).rejects.toThrow('probes.residual names the head "other"');
});

describe('whatever the layout of the graph', () => {
  const rules = {own: {rule: 'most-even', at: {layer: 1, head: 1}}} as const;
  const headWeights = {head: 'own', of: ['W_Q', 'W_K', 'W_V', 'W_O']} as const;
  const run = (style: Style): ReturnType<typeof runToy> =>
    runToy(toyModel(style), true, {rules, probes: {headWeights}});

  test.each<[string, Style]>([
    ['each projection by itself', {}],
    ['in one with the others', {attend: groupQuery({packed: true}), past: OWN_HEADS}],
    ['keys shared by heads', {attend: groupQuery({keyHeads: 1}), past: 1}],
    ['numbers of 16 bits', {half: true}],
    ['weights in another file', {external: 'weights.bin'}],
    ['weights of 8 bits', {linear: linears.dequantizeLinear}],
  ])('%s: the weights make what the model made', async (_, style) => {
    const {checks, found, isHalf} = await run(style);
    const names = found.flatMap(({tensors}) => tensors.map(({name}) => name));
    for (const part of headWeights.of) {
      const weight = new RegExp(`^blocks\\.1\\.attn\\.${part}\\.[01]$`);
      expect(names).toContainEqual(expect.stringMatching(weight));
    }
    if (style.linear) return;
    for (const part of ['Q', 'K', 'V']) {
      const check = checks.find(({name}) => name.startsWith(`x x W_${part}`));
      expect(check?.error).toBeLessThan(isHalf ? 0.02 : 1e-4);
    }
  });

  test.each<[string, Style]>([
    ['packed', {linear: linears.matMulNBits}],
    ['inside a fused operator', {attend: packedAttention}],
  ])('weights that are %s are an error', async (_, style) => {
    await expect(run(style)).rejects.toThrow('probes.headWeights: W_Q cannot be read');
  });
});
