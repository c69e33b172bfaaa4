import {expect, test} from 'vitest';

import type {Check} from '../../../data-extract/checks/part.ts';
import {leaveOut} from '../../../data-extract/pipeline/leave-out.ts';
import type {Checked} from '../../../data-extract/pipeline/leave-out.ts';

const names = ['hook_embed', 'blocks.1.attn.hook_q', 'blocks.10.attn.hook_q'];
const CAPTURED: Checked = {
  tensors: names.map(name => ({name, shape: [1], dtype: 'F32', axes: ['position']})),
  results: {
    logits: {vocab: 3, positions: []},
    router: {layers: []},
    encoder: {router: {layers: []}},
  },
};
const failed = (of?: readonly string[]): Check => ({
  name: 'x = y',
  error: 1,
  ...(of ? {of} : {}),
});

test('what holds leaves all as it is', () => {
  const check = {...failed(['hook_embed']), error: 1e-6};
  for (const onFailure of ['refuse', 'leave-out', 'keep'] as const) {
    const judged = leaveOut(CAPTURED, [check], 'fp32', onFailure);
    expect(judged).toEqual({...CAPTURED, leftOut: [], unverified: []});
  }
});

test.each<[string, Check, string[], string[]]>([
  ['a layer', failed(['blocks.1.']), ['blocks.1.attn.hook_q'], []],
  ['a result', failed(['results.logits']), [], ['results.logits']],
  ['an encoder', failed(['results.encoder.router']), [], ['results.encoder.router']],
  ['no number is a failure', {...failed(['hook_embed']), error: NaN}, ['hook_embed'], []],
  [
    'everything',
    failed(),
    names,
    ['results.logits', 'results.router', 'results.encoder.router'],
  ],
])('%s', (_, check, tensors, results) => {
  const out = leaveOut(CAPTURED, [check], 'fp32', 'leave-out');
  expect(out.tensors.map(({name}) => name)).toEqual(
    names.filter(name => !tensors.includes(name)),
  );
  expect(out.leftOut.map(({what}) => what)).toEqual([...tensors, ...results]);
  expect(out.unverified).toEqual([]);
  expect('logits' in out.results).toBe(!results.includes('results.logits'));
  const kept = leaveOut(CAPTURED, [check], 'fp32', 'keep');
  expect(kept.results).toEqual(CAPTURED.results);
  expect(
    kept.tensors.filter(({verified}) => verified === false).map(t => t.name),
  ).toEqual(tensors);
  expect(kept.unverified).toEqual(results.map(path => path.replace('results.', '')));
});

test('layers and reasons are named', () => {
  const [part] = leaveOut(
    CAPTURED,
    [failed(['blocks.10.'])],
    'fp32',
    'leave-out',
  ).leftOut;
  expect(part).toEqual({
    probe: null,
    layer: 10,
    what: 'blocks.10.attn.hook_q',
    reason: 'x = y: off by 1, allowed 0.0001',
  });
});
