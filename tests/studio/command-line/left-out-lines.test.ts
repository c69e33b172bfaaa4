import {expect, test} from 'vitest';

import {leftOutLines} from '../../../studio/command-line/left-out-lines.ts';

test('parts that are left out for one reason stand on one line', () => {
  const part = (layer: number) => ({
    probe: 'residual',
    layer,
    what: `blocks.${layer}.hook_resid_pre`,
    reason: 'the stream was lost',
  });
  expect(
    leftOutLines([
      ...[part(2), part(0), part(10)],
      {probe: 'logits', layer: null, what: 'logits', reason: 'there is no head'},
      {probe: null, layer: 1, what: 'branch', reason: 'it is unknown'},
      {probe: null, layer: null, what: 'results.logits', reason: 'x = y failed'},
    ]),
  ).toEqual([
    'residual: hook_resid_pre of layers 0, 2, 10 left out: the stream was lost',
    'logits left out: there is no head',
    'branch of layer 1 left out: it is unknown',
    'logits left out: x = y failed',
  ]);
});
