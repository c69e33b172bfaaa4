import {expect, test} from 'vitest';

import type {InputRole} from '../../../data-extract/graph/inputs/input-role.ts';
import {withPadding} from '../../../data-extract/pipeline/padding.ts';
import type {GivenValue} from '../../../data-extract/run/stage-input.ts';
import type {CapturedToken} from '../../../data-extract/text/token.ts';

const one = {text: 'a', bytes: '61', start: 0, end: 1, special: false};
const tokens: CapturedToken[] = [1, 2, 3].map(id => ({...one, id}));
const roles = new Map<string, InputRole>([
  ['input_ids', 'ids'],
  ['attention_mask', 'mask'],
]);
const mask = (...data: (number | bigint)[]): GivenValue => ({data, shape: [1, 3]});

test.each([
  ['attention_mask', mask(0, 1, 1), [true, false, false]],
  ['attention_mask', mask(1n, 1n, 0n), [false, false, true]],
  ['attention_mask', mask(1, 1, 1), [false, false, false]],
  // What hides everything is no padding, nor is what is no mask.
  ['attention_mask', mask(0, 0, 0), [false, false, false]],
  ['attention_mask', 0, [false, false, false]],
  ['input_ids', mask(0, 1, 1), [false, false, false]],
  // One number for each pair is another kind of mask.
  ['attention_mask', {data: [0, 1, 1], shape: [1, 1, 1, 3]}, [false, false, false]],
] as const)('%s, case %#', (name, given, padding) => {
  const found = withPadding(tokens, roles, new Map([[name, given]]));
  expect(found.map(token => token.padding ?? false)).toEqual(padding);
});
