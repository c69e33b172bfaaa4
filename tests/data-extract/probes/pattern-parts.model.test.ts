import {join} from 'node:path';

import {beforeAll, describe, expect, test} from 'vitest';

import {capture} from '../../../data-extract/capture.ts';
import type {CapturedTensor} from '../../../data-extract/capture.ts';
import type {HeadRule} from '../../../data-extract/stage/head-rule.ts';
import {ROOT} from '../capture-for-test.ts';

const folder = (name: string): string => join(ROOT, 'assets/models', name);
/** Long enough that rules read their entries in the graph. */
const LONG = `Lily went to the park. ${'Tom saw a little bird. '.repeat(50)}`;

const RULES = {
  mass: {rule: 'most-mass', from: {token: 'bird'}, to: {token: 'park'}},
  previous: {rule: 'previous-token'},
  first: {rule: 'first-token'},
  even: {rule: 'most-even'},
} as const satisfies Record<string, HeadRule>;

/** What blocks of keys have together, averaged over blocks of queries, worked out anew. */
function blocksOf({data, shape}: CapturedTensor, head: number, size: number): number[] {
  const [, queries, keys] = shape;
  const [rows, columns] = [Math.ceil(queries / size), Math.ceil(keys / size)];
  const sums = Array.from({length: rows * columns}, () => 0);
  for (let q = 0; q < queries; q++) {
    const share = 1 / Math.min(size, queries - Math.floor(q / size) * size);
    for (let k = 0; k < keys; k++) {
      const at = Math.floor(q / size) * columns + Math.floor(k / size);
      sums[at] += share * data[(head * queries + q) * keys + k];
    }
  }
  return sums;
}

describe.each(['tiny-decoder', 'untrained-modernbert'])('of a long text, %s', name => {
  let whole: Awaited<ReturnType<typeof captured>>;
  let parts: typeof whole;
  const rules = (): Record<string, HeadRule> =>
    name === 'untrained-modernbert' ? {...RULES, next: {rule: 'next-token'}} : RULES;
  const captured = (probes: Parameters<typeof capture>[0]['probes']) =>
    capture({model: folder(name), text: LONG, heads: rules(), probes});

  beforeAll(async () => {
    whole = await captured({attention: {pattern: true}});
    parts = await captured({patternParts: {rows: [-1, 40, 7, 9999], blocks: 32}});
  }, 60_000);

  test('rows are those of the whole pattern', () => {
    const count = whole.tokens.length;
    expect(count).toBeGreaterThan(256);
    const {data, shape, axes} = parts.tensor('blocks.2.attn.hook_pattern_rows');
    const {data: all, shape: own} = whole.tensor('blocks.2.attn.hook_pattern');
    expect(shape).toEqual([own[0], 3, count]);
    expect(axes).toEqual(['head', 'query', 'key']);
    expect(parts.results.patternParts?.rows).toEqual([count - 1, 40, 7]);
    for (const head of [0, own[0] - 1]) {
      for (const [i, query] of [count - 1, 40, 7].entries()) {
        const at = (head * count + query) * count;
        const row = (head * 3 + i) * count;
        const expected = [...all.slice(at, at + count)];
        [...data.slice(row, row + count)].forEach((share, key) =>
          expect(share).toBeCloseTo(expected[key], 5),
        );
      }
    }
  });

  test('blocks are sums over keys, averaged over queries', () => {
    const {data, shape} = parts.tensor('blocks.1.attn.hook_pattern_blocks');
    const size = Math.ceil(whole.tokens.length / 32);
    const made = blocksOf(whole.tensor('blocks.1.attn.hook_pattern'), 3, size);
    expect(shape[1] * shape[2]).toBe(made.length);
    expect(Math.max(...shape.slice(1))).toBeLessThanOrEqual(32);
    made.forEach((share, i) => expect(data[3 * made.length + i]).toBeCloseTo(share, 5));
  });

  test('what is known of a layer is what the whole pattern tells', () => {
    const facts = whole.results.attention?.layers.map(one => ({
      layer: one.layer,
      heads: one.heads,
      causal: one.causal,
    }));
    expect(parts.results.patternParts?.layers).toEqual(facts);
  });

  test('rules choose the same heads, though no pattern leaves the graph', () => {
    expect(parts.tensorNames.filter(one => one.endsWith('hook_pattern'))).toEqual([]);
    for (const [rule, expected] of Object.entries(whole.heads)) {
      const {score, ...place} = expected;
      expect(parts.heads[rule], rule).toMatchObject(place);
      expect(parts.heads[rule].score, rule).toBeCloseTo(score, 5);
    }
  });
});

test('of a pair, rows and blocks of cross-attention, and of both stacks', async () => {
  const asked = {model: folder('tiny-translator'), text: 'The cat is small. '.repeat(4)};
  const whole = await capture({...asked, probes: {crossAttention: {pattern: true}}});
  const cross = await capture({
    ...asked,
    probes: {patternParts: {cross: true, rows: [0], blocks: 1}},
  });
  const {data: all, shape} = whole.tensor('decoder.1.cross_attn.hook_pattern');
  const rows = cross.tensor('decoder.1.cross_attn.hook_pattern_rows');
  expect(rows.shape).toEqual([shape[0], 1, shape[2]]);
  rows.data
    .slice(0, shape[2])
    .forEach((share, key) => expect(share).toBeCloseTo(all[key], 5));
  const blocks = cross.tensor('decoder.1.cross_attn.hook_pattern_blocks');
  expect(blocks.shape).toEqual([shape[0], 1, 1]);
  blocks.data.forEach(share => expect(share).toBeCloseTo(1, 5));
  const own = await capture({...asked, probes: {patternParts: {blocks: 2}}});
  expect(own.tensor('encoder.0.attn.hook_pattern_blocks').shape).toEqual([
    shape[0],
    2,
    2,
  ]);
  expect(own.results.encoder?.patternParts?.layers[0].causal).toBe(false);
  expect(own.results.patternParts?.layers[0].causal).toBe(true);
});

test('a layer that is not there is named', async () => {
  const made = await capture({
    model: folder('tiny-decoder'),
    ids: [5, 3, 9],
    probes: {patternParts: {blocks: 2, layers: [0, 9]}},
  });
  expect(made.unrecognised).toMatchObject([
    {layer: 9, what: 'blocks.9.attn.hook_pattern_blocks'},
  ]);
});
