import {expect, test} from 'vitest';

import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import type {Role} from '../../../data-extract/course/roles.ts';
import {requireFit} from '../../../data-extract/pipeline/role-fit.ts';

/** A capture of layers that hide later tokens or not. */
const captureOf = (causal: boolean[] | null, tokens = 2): CaptureFile =>
  ({
    id: '01-x/y',
    tokens: Array.from({length: tokens}),
    provenance: {model: {id: 'toy'}},
    results: causal
      ? {attention: {layers: causal.map((one, layer) => ({layer, causal: one}))}}
      : {},
  }) as unknown as CaptureFile;

test.each<[Role, boolean[] | null, number]>([
  ['decoder', [true, true], 2],
  ['moe', [true], 2],
  ['encoder', [false, false], 2],
  ['encoder', [true], 1],
  ['decoder', null, 2],
  ['encoder', null, 2],
  ['encoder-decoder', [true], 2],
  ['encoder-decoder', [false], 2],
])('%s with layers %j and %d tokens fits', (role, causal, tokens) => {
  expect(() => requireFit(role, captureOf(causal, tokens))).not.toThrow();
});

test.each<[Role, boolean[]]>([
  ['decoder', [true, false]],
  ['moe', [false]],
  ['moe-unbalanced', [false]],
  ['encoder', [true, true]],
])('%s with layers %j is refused', (role, causal) => {
  expect(() => requireFit(role, captureOf(causal))).toThrow(
    `toy cannot play the role "${role}" in 01-x/y`,
  );
});
