import {beforeAll, expect, test} from 'vitest';

import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import type {StoredTensor} from '../../../data-extract/capture/safetensors.ts';
import {captureOf} from '../capture-for-test.ts';

// Longer than the number of queries that checks look at.
const TEXT =
  'Once upon a time, there was a little girl named Lily. She saw a bird. '.repeat(5);

let capture: CaptureFile;
let tensors: Map<string, StoredTensor>;
beforeAll(async () => {
  ({capture, tensors} = await captureOf({
    role: 'decoder',
    text: TEXT,
    probes: {attention: {pattern: true, scores: true, layers: [0]}},
  }));
});

test('of a long text every check holds, from the queries that are looked at', () => {
  expect(capture.tokens.length).toBeGreaterThan(80);
  const names = capture.invariants.map(({name}) => name);
  expect(names).toContain('softmax(scores) = pattern');
  expect(names).toContain('scale x q x k = scores');
  expect(names).toContain('pattern x v = z');
  expect(capture.results.attention?.layers[0].scale).toBeCloseTo(32 ** -0.5, 5);
});

test('what was asked for is whole', () => {
  const count = capture.tokens.length;
  for (const hook of ['hook_pattern', 'hook_attn_scores']) {
    expect(tensors.get(`blocks.0.attn.${hook}`)?.shape).toEqual([6, count, count]);
  }
});
