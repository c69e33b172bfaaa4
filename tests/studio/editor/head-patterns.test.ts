import {expect, test} from 'vitest';

import {patternPlace} from '../../../studio/editor/client/head-patterns.ts';

test.each([
  ['blocks.3.attn.hook_pattern', {attention: 'only', layer: 3, name: 'blocks.3.attn'}],
  [
    'encoder.0.attn.hook_pattern',
    {attention: 'encoder', layer: 0, name: 'encoder.0.attn'},
  ],
  [
    'decoder.11.attn.hook_pattern',
    {attention: 'decoder', layer: 11, name: 'decoder.11.attn'},
  ],
  [
    'decoder.1.cross_attn.hook_pattern',
    {attention: 'cross', layer: 1, name: 'decoder.1.cross_attn'},
  ],
  ['blocks.3.attn.hook_attn_scores', null],
  ['blocks.3.hook_resid_pre', null],
])('%s', (tensor, place) => {
  expect(patternPlace(tensor)).toEqual(place);
});
