import {describe, expect, test} from 'vitest';

import type {HeadSteps} from '../../../data-extract/probes/results.ts';
import {sumOfRows} from '../../../data-extract/stage/head-math.ts';
import {captureOf, difference, readReference} from '../capture-for-test.ts';
import {groupQuery, packedAttention} from '../graph/toy/attention.ts';
import * as linears from '../graph/toy/linears.ts';
import {runToy} from '../graph/toy/run-toy.ts';
import {OWN_HEADS, toyModel} from '../graph/toy/toy-model.ts';
import type {Style} from '../graph/toy/toy-model.ts';

const TEXT = 'Lily saw a little bird in the tree. It was sad.';
const RULE = {rule: 'most-mass', from: {token: 'It'}, to: {token: 'bird'}} as const;
const ALL = ['raw', 'scaled', 'masked', 'terms', 'weighted', 'result', 'input'] as const;

test('the steps of a head lead from its queries to what it adds', async () => {
  const {capture, tensors} = await captureOf({
    role: 'decoder',
    text: TEXT,
    probes: {
      attention: {pattern: true, scores: true, layers: ['antecedent']},
      headValues: {of: ['rot_q', 'rot_k', 'v', 'z'], layers: ['antecedent']},
      norms: {of: ['normalized'], layers: ['antecedent']},
      outputs: {of: ['attn_out'], layers: ['antecedent']},
      headSteps: {heads: ['antecedent', 'even'], of: ALL, most: 6},
    },
    heads: {antecedent: RULE, even: {rule: 'most-even'}},
  });
  const get = (name: string): Float32Array => {
    const data = tensors.get(`blocks.3.${name}`)?.data;
    if (!(data instanceof Float32Array)) throw new Error(`no ${name}`);
    return data;
  };
  const {antecedent: own, even} = capture.results.headSteps ?? {};
  expect(own).toMatchObject({role: 'self', layer: 3, head: 4, keyHead: 1, query: 10});
  expect(own).toMatchObject({
    key: 5,
    hidden: 3,
    scale: {size: 32, isRoot: true, from: 'scores'},
  });
  const hook = 'ln1.hook_normalized';
  expect(own.reads).toEqual({q: hook, k: hook, v: hook});
  // The other head is followed for the same query, and has no key of its own.
  expect(even).toMatchObject({query: 10, key: even.keys[0].index, hidden: 3});

  const [T, H, size] = [14, 6, 32];
  const row = (name: string, head: number): Float32Array =>
    get(name).subarray((head * T + 10) * T, (head * T + 11) * T);
  const shares = row('attn.hook_pattern', 4);
  expect(own.keys[0]).toEqual({
    index: 5,
    share: Math.max(...shares),
    score: row('attn.hook_attn_scores', 4)[5],
  });
  const shown = own.keys.reduce((sum, {share}) => sum + share, 0);
  expect(own.keys).toHaveLength(6);
  expect(shown + own.others.share).toBeCloseTo(1, 6);
  expect(own.keys.length + own.others.count + own.hidden).toBe(T);

  // Products by hand.
  const q = get('attn.hook_rot_q').subarray((10 * H + 4) * size, (10 * H + 5) * size);
  const k = get('attn.hook_rot_k').subarray((5 * 2 + 1) * size, (5 * 2 + 2) * size);
  const byHand = q.map((value, i) => value * k[i]);
  const terms = get('attn.hook_terms.4').subarray(5 * size, 6 * size);
  expect(difference(terms, byHand)).toBe(0);
  const {largest, others, sum} = own.terms;
  expect(largest.map(({entry, product}) => product === byHand[entry])).not.toContain(
    false,
  );
  expect(others + largest.reduce((all, {product}) => all + product, 0)).toBeCloseTo(
    sum,
    6,
  );
  const raw = get('attn.hook_raw_scores.4').subarray(10 * T, 11 * T);
  expect(raw[5]).toBeCloseTo(sum, 4);
  const scale = own.scale?.value ?? NaN;
  const scaled = row('attn.hook_attn_scores', 4);
  expect(
    difference(
      raw.map(value => value * scale),
      scaled,
    ),
  ).toBeLessThan(1e-4);
  const masked = get('attn.hook_masked_scores.4').subarray(10 * T, 11 * T);
  expect(difference(masked.subarray(0, 11), scaled.subarray(0, 11))).toBe(0);
  expect(Math.max(...masked.subarray(11))).toBeLessThan(-1e8);

  // Weighted values sum to z, results of all heads to what the attention adds.
  const z = get('attn.hook_z').subarray((10 * H + 4) * size, (10 * H + 5) * size);
  const weighted = {data: get('attn.hook_weighted_v.4'), shape: [T, size] as const};
  expect(difference(sumOfRows(weighted), z)).toBeLessThan(1e-5);
  const reference = await readReference('tiny-decoder');
  expect(reference.metadata.text ?? TEXT).toBe(TEXT);
  const results = {data: get('attn.hook_result'), shape: [H, 192] as const};
  const out = get('hook_attn_out').subarray(10 * 192, 11 * 192);
  expect(difference(sumOfRows(results), out)).toBeLessThan(1e-4);
  expect(difference(get('attn.hook_in'), get(hook))).toBe(0);
  expect(capture.invariants.map(({name}) => name)).toEqual(
    expect.arrayContaining([
      'scale x raw scores of a query = scores',
      'weighted values of a query sum to z',
      'results of all heads + b_O = attn_out',
    ]),
  );
});

test('attention to an encoder has its keys in the other text', async () => {
  const {capture} = await captureOf({
    role: 'encoder-decoder',
    text: 'I love llamas.',
    probes: {headSteps: {heads: ['across', 'own', 'encoder'], of: ['raw', 'result']}},
    heads: {
      across: {rule: 'first-token'},
      own: {rule: 'previous-token', of: 'decoder'},
      encoder: {rule: 'next-token', of: 'encoder'},
    },
  });
  const names = capture.tensors.map(({name}) => name.replace(/\d+/g, '#'));
  expect(new Set(names)).toEqual(
    new Set(
      ['encoder.#.attn', 'decoder.#.attn', 'decoder.#.cross_attn'].flatMap(at =>
        [`${at}.hook_raw_scores.#`, `${at}.hook_result`, `${at}.b_O`].filter(name =>
          names.includes(name),
        ),
      ),
    ),
  );
  const {headSteps, encoder} = capture.results;
  expect(Object.keys(headSteps ?? {})).toEqual(['across', 'own']);
  expect(Object.keys(encoder?.headSteps ?? {})).toEqual(['encoder']);
  const count = ({keys, others, hidden}: HeadSteps): number =>
    keys.length + others.count + hidden;
  expect(count(headSteps?.across as HeadSteps)).toBe(capture.tokens.length);
  expect(count(headSteps?.own as HeadSteps)).toBe(capture.target?.tokens.length);
});

test.each([
  [{heads: ['other']}, 'probes.headSteps names the head "other", which is not chosen.'],
  [
    {heads: ['own'], query: 'own'},
    'the rule of the head "own" (most-even) names no token',
  ],
])('%j is an error', async (headSteps, message) => {
  const bad = captureOf({
    role: 'decoder',
    text: TEXT,
    probes: {headSteps},
    heads: {own: {rule: 'most-even'}},
  });
  await expect(bad).rejects.toThrow(message);
});

describe('whatever the layout of the graph', () => {
  const rules = {own: {rule: 'most-even', at: {layer: 1, head: 1}}} as const;
  const probes = {headSteps: {heads: ['own'], of: ALL}};
  const run = (style: Style): ReturnType<typeof runToy> =>
    runToy(toyModel(style), true, {rules, probes});

  test.each<[string, Style, string | null]>([
    ['each projection by itself', {}, 'ln1.hook_normalized'],
    ['norms after the addition', {order: 'post'}, 'hook_resid_pre'],
    ['parts beside each other', {order: 'parallel'}, 'ln1.hook_normalized'],
    [
      'packed projections',
      {attend: groupQuery({packed: true}), past: OWN_HEADS},
      'ln1.hook_normalized',
    ],
    ['shared keys', {attend: groupQuery({keyHeads: 1}), past: 1}, 'ln1.hook_normalized'],
    ['numbers of 16 bits', {half: true}, 'ln1.hook_normalized'],
  ])('%s', async (_, style, reads) => {
    const {checks, found, isHalf} = await run(style);
    const steps = found.flatMap(({results}) => results.headSteps?.own ?? []);
    expect(steps).toHaveLength(1);
    expect(steps[0].reads.q).toBe(reads);
    // What a fused operator scales is told by its shares alone.
    expect(steps[0].scale).toMatchObject({
      isRoot: true,
      from: style.attend ? 'pattern' : 'scores',
    });
    for (const name of [
      style.attend
        ? 'softmax(scale x raw scores) of a query = pattern'
        : 'scale x raw scores of a query = scores',
      'weighted values of a query sum to z',
      'results of all heads + b_O = attn_out',
    ]) {
      const check = checks.find(one => one.name === name);
      expect(check?.error, name).toBeLessThan(isHalf ? 0.02 : 1e-4);
    }
  });

  test('packed weights give no results, and say so', async () => {
    const style = {linear: linears.matMulNBits};
    const {found, run: own} = await run(style);
    const names = found.flatMap(({tensors}) => tensors.map(({name}) => name));
    expect(names).toContain('blocks.1.attn.hook_raw_scores.1');
    expect(names).not.toContain('blocks.1.attn.hook_result');
    const {headSteps} = await import('../../../data-extract/probes/head-steps.ts');
    expect(headSteps.leftOut?.(own, probes.headSteps)).toEqual([
      {
        layer: 1,
        what: 'blocks.1.attn.hook_result',
        reason: 'the rows of the output projection are not told by head',
      },
    ]);
  });

  test('what is inside a fused operator is not followed', async () => {
    await expect(run({attend: packedAttention})).resolves.toMatchObject({});
  });
});
