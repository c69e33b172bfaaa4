import {beforeAll, describe, expect, test} from 'vitest';

import type {CapturedResults} from '../../data-extract/capture/format.ts';
import type {StoredTensor} from '../../data-extract/capture/safetensors.ts';
import {captureOf, difference, readReference} from './capture-for-test.ts';
import type {Reference} from './capture-for-test.ts';

/**
 * Results that are no tensors of the reference, worked out here from its tensors: what
 * PyTorch computed, and plain sums over it.
 */
const D = 192;
const VOCAB = 2048;
const LAYERS = [0, 1, 2, 3];
const row = (data: Float32Array, index: number, width: number): Float32Array =>
  data.subarray(index * width, (index + 1) * width);

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

const rms = (x: Float32Array): number => Math.sqrt(dot(x, x) / x.length + 1e-5);

function logSumExp(values: Float32Array): number {
  const max = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return max + Math.log(values.reduce((sum, value) => sum + Math.exp(value - max), 0));
}

describe('tiny-decoder', () => {
  let reference: Reference;
  let results: CapturedResults;
  let tensors: Map<string, StoredTensor>;
  let ids: number[];
  let last: number;
  const of = (name: string): Float32Array => reference.tensor(name).data;
  const captured = (name: string): Float32Array =>
    tensors.get(name)?.data as Float32Array;

  /** Gain of the final norm, from what went in and what came out. */
  const gain = (): Float32Array => {
    const [x, y] = ['blocks.3.hook_resid_post', 'ln_final.hook_normalized'].map(of);
    const own = row(x, last, D);
    const scale = rms(own);
    return Float32Array.from(row(y, last, D), (value, i) => (value * scale) / own[i]);
  };
  /** Row of the tied head for a token. */
  const column = (id: number): Float32Array => row(captured('weights.unembed'), id, D);

  beforeAll(async () => {
    reference = await readReference('tiny-decoder');
    const made = await captureOf({
      role: 'decoder',
      text: reference.metadata.prompt,
      probes: {
        logits: {topK: 5},
        lens: {topK: 3},
        attribution: {topK: 2, heads: true},
        kvCache: {values: true},
        mlp: {top: 4},
        weights: {name: 'unembed', rows: Array.from({length: VOCAB}, (_, i) => i)},
      },
    });
    ({tensors} = made);
    ({results} = made.capture);
    ids = made.capture.tokens.map(({id}) => id);
    last = ids.length - 1;
  });

  test('logits: best tokens, normaliser, rank of what follows', () => {
    const logits = of('unembed.hook_out');
    results.logits?.positions.forEach((found, position) => {
      const {logsumexp, top, rankOfNext, probabilityOfNext} = found;
      const own = row(logits, position, VOCAB);
      const order = [...own.keys()].sort((a, b) => own[b] - own[a]);
      expect(top.map(({id}) => id)).toEqual(order.slice(0, 5));
      expect(Math.abs(logsumexp - logSumExp(own))).toBeLessThan(1e-4);
      for (const {id, probability} of top) {
        expect(probability).toBeCloseTo(Math.exp(own[id] - logSumExp(own)), 5);
      }
      const next = ids[position + 1];
      expect(rankOfNext).toBe(next === undefined ? null : order.indexOf(next));
      if (next === undefined) expect(probabilityOfNext).toBeNull();
      else expect(probabilityOfNext).toBeCloseTo(Math.exp(own[next] - logSumExp(own)), 5);
    });
  });

  test('lens: the stream of each layer through the final norm and the head', () => {
    const own = gain();
    for (const {after, positions} of results.lens?.rows ?? []) {
      const stream = of(
        after === 'embed' ? 'blocks.0.hook_resid_pre' : `blocks.${after}.hook_resid_post`,
      );
      const x = row(stream, last, D);
      const scale = rms(x);
      const normed = Float32Array.from(x, (value, i) => (value / scale) * own[i]);
      const scores = Float32Array.from({length: VOCAB}, (_, id) =>
        dot(normed, column(id)),
      );
      const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a]);
      const {top, logsumexp} = positions[last];
      expect(top[0].id, `after ${after}`).toBe(order[0]);
      expect(top[0].logit).toBeCloseTo(scores[order[0]], 3);
      expect(logsumexp).toBeCloseTo(logSumExp(scores), 3);
    }
  });

  test('attribution: what each layer added, along the direction of a token', () => {
    const own = gain();
    const scale = rms(row(of('blocks.3.hook_resid_post'), last, D));
    const {parts = [], tokens = []} = results.attribution ?? {};
    tokens.forEach(({id, logit}, t) => {
      const direction = Float32Array.from(column(id), (value, i) => value * own[i]);
      const expected = (name: string): number =>
        dot(row(of(name), last, D), direction) / scale;
      const part = (name: RegExp): number =>
        parts.reduce(
          (sum, {name: own, logits}) => sum + (name.test(own) ? logits[t] : 0),
          0,
        );
      expect(part(/^embed$/)).toBeCloseTo(expected('blocks.0.hook_resid_pre'), 4);
      for (const layer of LAYERS) {
        const [attention, mlp] = ['attn_out', 'mlp_out'].map(
          hook => `blocks.${layer}.hook_${hook}`,
        );
        expect(part(new RegExp(`^${layer}\\.attn\\.\\d$`))).toBeCloseTo(
          expected(attention),
          4,
        );
        expect(part(new RegExp(`^${layer}\\.mlp$`))).toBeCloseTo(expected(mlp), 4);
      }
      expect(part(/./)).toBeCloseTo(logit, 4);
      expect(logit).toBeCloseTo(row(of('unembed.hook_out'), last, VOCAB)[id], 4);
    });
  });

  test('cache: keys with their positions turned in, and values', () => {
    for (const layer of LAYERS) {
      for (const [cache, hook] of [
        ['cache_k', 'hook_rot_k'],
        ['cache_v', 'hook_v'],
      ]) {
        const {data, shape} = reference.tensor(`blocks.${layer}.attn.${hook}`);
        const [positions, heads, size] = shape;
        const own = captured(`blocks.${layer}.attn.${cache}`);
        const turned = Float32Array.from(data, (_, i) => {
          const [head, position, entry] = [
            Math.floor(i / (positions * size)),
            Math.floor(i / size) % positions,
            i % size,
          ];
          return data[(position * heads + head) * size + entry];
        });
        expect(difference(own, turned)).toBeLessThan(1e-5);
      }
    }
  });

  test('neurons: the largest activations', () => {
    for (const {layer, positions} of results.mlp?.layers ?? []) {
      const post = of(`blocks.${layer}.mlp.hook_post`);
      positions.forEach(({neurons}, position) => {
        const own = row(post, position, 512);
        const largest = own.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
        expect(Math.abs(neurons[0].value)).toBeCloseTo(largest, 4);
        for (const {index, value} of neurons) expect(own[index]).toBeCloseTo(value, 4);
      });
    }
  });
});

describe.each([
  ['tiny-moe', 'moe'],
  ['tiny-moe-unbalanced', 'moe-unbalanced'],
] as const)('%s', (model, role) => {
  test('router: the two best of the probabilities, made to sum to 1', async () => {
    const reference = await readReference(model);
    const {capture} = await captureOf({
      role,
      text: reference.metadata.prompt,
      probes: {router: {}},
    });
    expect(capture.results.router?.layers).toHaveLength(4);
    for (const {layer, positions} of capture.results.router?.layers ?? []) {
      const {data} = reference.tensor(`blocks.${layer}.mlp.hook_router_probs`);
      positions.forEach(({chosen, weights}, position) => {
        const own = row(data, position, 8);
        const order = [...own.keys()].sort((a, b) => own[b] - own[a]).slice(0, 2);
        expect(chosen).toEqual(order);
        const sum = own[order[0]] + own[order[1]];
        weights.forEach((weight, i) =>
          expect(weight).toBeCloseTo(own[order[i]] / sum, 5),
        );
      });
    }
  });

  test('router: weighed, what the experts make sums to what the layer adds', async () => {
    const reference = await readReference(model);
    const {capture, tensors} = await captureOf({
      role,
      text: reference.metadata.prompt,
      probes: {router: {outputs: true}},
    });
    const name = 'experts x weights = what they add';
    expect(capture.invariants.find(check => check.name === name)).toMatchObject({
      ok: true,
    });
    for (const {layer, positions, lengths} of capture.results.router?.layers ?? []) {
      const out = tensors.get(`blocks.${layer}.mlp.hook_expert_out`);
      expect(out?.shape).toEqual([positions.length, 2, 128]);
      const added = reference.tensor(`blocks.${layer}.hook_mlp_out`).data;
      const sum = added.map((_, i) => {
        const [position, entry] = [Math.floor(i / 128), i % 128];
        return positions[position].weights.reduce(
          (all, weight, choice) =>
            all + weight * (out?.data[(position * 2 + choice) * 128 + entry] ?? NaN),
          0,
        );
      });
      expect(difference(sum, added)).toBeLessThan(1e-4);
      const length = (data: ArrayLike<number>, row: number): number =>
        Math.hypot(...Array.from({length: 128}, (_, d) => data[row * 128 + d]));
      positions.forEach((_, position) => {
        expect(lengths?.added[position]).toBeCloseTo(length(added, position), 3);
        expect(lengths?.outputs[position]).toEqual(
          [0, 1].map(choice => length(out?.data ?? [], position * 2 + choice)),
        );
      });
    }
  });
});
