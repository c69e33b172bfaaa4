import {beforeAll, expect, test} from 'vitest';

import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {StoredTensor} from '../../data-extract/capture/safetensors.ts';
import {captureOf, difference, readReference} from './capture-for-test.ts';
import type {Reference} from './capture-for-test.ts';

/**
 * What norms read and divide by, and the weights of a head: compared with sums over the
 * activations that PyTorch computed.
 */
const D = 192;
const D_HEAD = 32;
const EPSILON = 1e-5;

let reference: Reference;
let capture: CaptureFile;
let tensors: Map<string, StoredTensor>;
const of = (name: string): Float32Array => reference.tensor(name).data;
const captured = (name: string): Float32Array => {
  const data = tensors.get(name)?.data;
  if (!(data instanceof Float32Array)) throw new Error(`the capture lacks ${name}`);
  return data;
};

beforeAll(async () => {
  reference = await readReference('tiny-decoder');
  ({capture, tensors} = await captureOf({
    role: 'decoder',
    text: reference.metadata.prompt,
    probes: {
      norms: {of: ['in', 'scale']},
      attention: {pattern: true},
      headWeights: {head: 'who', of: ['W_Q', 'W_K', 'W_V', 'W_O']},
    },
    heads: {who: {rule: 'first-token', at: {layer: 2, head: 4}}},
  }));
});

const NORMS = [0, 1, 2, 3].flatMap(layer => [
  [`blocks.${layer}.ln1`, `blocks.${layer}.hook_resid_pre`],
  [`blocks.${layer}.ln2`, `blocks.${layer}.hook_resid_mid`],
]);

test.each([...NORMS, ['ln_final', 'blocks.3.hook_resid_post']])(
  '%s reads %s and divides it by its root mean square',
  (norm, stream) => {
    const expected = of(stream);
    expect(difference(captured(`${norm}.hook_in`), expected)).toBeLessThan(1e-5);
    const scales = captured(`${norm}.hook_scale`);
    expect(scales.length).toBe(expected.length / D);
    scales.forEach((scale, position) => {
      const row = expected.subarray(position * D, (position + 1) * D);
      const square = row.reduce((sum, value) => sum + value * value, 0) / D;
      expect(Math.abs(scale - Math.sqrt(square + EPSILON))).toBeLessThan(1e-5);
    });
  },
);

/** `x` `[position, n]` times `w` `[n, m]`. */
function times(x: Float32Array, w: Float32Array, n: number, m: number): Float32Array {
  const result = new Float32Array((x.length / n) * m);
  for (let p = 0; p < x.length / n; p++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) result[p * m + j] += x[p * n + i] * w[i * m + j];
  return result;
}

/** One head of `[position, head, d_head]`. */
function headOf(name: string, head: number): Float32Array {
  const {data, shape} = reference.tensor(name);
  const [positions, heads] = shape;
  const result = new Float32Array(positions * D_HEAD);
  for (let p = 0; p < positions; p++) {
    const from = (p * heads + head) * D_HEAD;
    result.set(data.subarray(from, from + D_HEAD), p * D_HEAD);
  }
  return result;
}

test.each([
  ['W_Q', 'hook_q', 4],
  ['W_K', 'hook_k', 1],
  ['W_V', 'hook_v', 1],
])('%s of the head makes %s of what the norm gives', (weight, hook, head) => {
  expect(capture.heads.who).toMatchObject({layer: 2, head: 4});
  const made = times(
    of('blocks.2.ln1.hook_normalized'),
    captured(`blocks.2.attn.${weight}.${head}`),
    D,
    D_HEAD,
  );
  expect(difference(made, headOf(`blocks.2.attn.${hook}`, head))).toBeLessThan(1e-4);
});

test('W_O of all heads together makes the output of the layer', async () => {
  const total = new Float32Array(of('blocks.2.hook_attn_out').length);
  for (let head = 0; head < 6; head++) {
    const one = await captureOf({
      role: 'decoder',
      text: reference.metadata.prompt,
      probes: {attention: {pattern: true}, headWeights: {head: 'who', of: ['W_O']}},
      heads: {who: {rule: 'first-token', at: {layer: 2, head}}},
    });
    const w = one.tensors.get(`blocks.2.attn.W_O.${head}`)?.data as Float32Array;
    times(headOf('blocks.2.attn.hook_z', head), w, D_HEAD, D).forEach((value, i) => {
      total[i] += value;
    });
  }
  expect(difference(total, of('blocks.2.hook_attn_out'))).toBeLessThan(1e-4);
});
