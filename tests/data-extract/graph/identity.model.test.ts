import {describe, expect, test} from 'vitest';

import {patternOf} from '../../../data-extract/stage/stage-run.ts';
import {difference} from '../capture-for-test.ts';
import {groupQuery, onnxAttention} from './toy/attention.ts';
import {groupQueryWith, onnxAttentionWith} from './toy/fused.ts';
import {runToy} from './toy/run-toy.ts';
import {OWN_HEADS, toyModel} from './toy/toy-model.ts';
import type {Style} from './toy/toy-model.ts';

/** More tokens than a head has entries, so that the identity comes in two blocks. */
const LONG = Array.from({length: 20}, (_, i) => (i * 7) % 11);
const past = OWN_HEADS;

/** Operators whose kernels on other devices tell no pattern. */
const STYLES: Record<string, Style> = {
  GroupQueryAttention: {attend: groupQuery(), past},
  'GroupQueryAttention, packed': {attend: groupQuery({packed: true}), past},
  'GroupQueryAttention, shared keys': {attend: groupQuery({keyHeads: 1}), past: 1},
  'GroupQueryAttention, rotary': {attend: groupQuery({rotary: true}), past},
  'GroupQueryAttention, softcap': {attend: groupQueryWith('softcap'), past},
  'GroupQueryAttention, sink': {attend: groupQueryWith('sink'), past},
  'GroupQueryAttention, smooth': {attend: groupQueryWith('smooth'), past},
  'GroupQueryAttention, window': {attend: groupQueryWith('window'), past},
  'Attention of operator set 23': {attend: onnxAttention, opset: 23},
  'Attention of operator set 23, shared keys': {
    attend: onnxAttentionWith('shared keys'),
    opset: 23,
  },
  'Attention of operator set 23, softcap': {
    attend: onnxAttentionWith('softcap'),
    opset: 23,
  },
};

describe.each(Object.entries(STYLES))('%s', (name, style) => {
  const files = toyModel(style);
  // The toys' rotary caches hold 16 positions.
  const ids = name.includes('rotary') ? LONG.slice(0, 10) : LONG;

  test('identity values give the pattern that the kernel tells', async () => {
    const [told, read] = [
      await runToy(files, true, {ids}),
      await runToy(files, true, {ids, identity: true}),
    ];
    const sites = read.run.map.attention;
    expect(sites).toHaveLength(2);
    for (const {pattern, identity} of sites) {
      expect(identity).not.toBeNull();
      const [a, b] = [patternOf(told.run, pattern), patternOf(read.run, pattern)];
      expect(b.shape).toEqual([2, ids.length, ids.length]);
      expect(b.shape).toEqual(a.shape);
      expect(difference(a.data, b.data)).toBeLessThan(1e-6);
    }
  });

  test('it is verified as it runs: pattern x v is what the operator makes', async () => {
    const {checks} = await runToy(files, true, {ids, identity: true});
    const names = checks.map(check => check.name);
    expect(names).toContain('pattern x v = z');
    expect(names).not.toContain('fused attention done again = original');
    expect(checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
  });
});
