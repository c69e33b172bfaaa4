import {expect, test} from 'vitest';

import {unitOf} from '../../docs/make/unit-of.ts';

test.each([
  ['number', '0 to 1: how far the arcs have grown.', '0 to 1'],
  ['number', '0: in its box; 1: in the wide one.', '0 to 1'],
  ['number', 'Opacity of the labels.', '0 to 1'],
  ['number', 'Top of the chips in frame coordinates.', 'px'],
  ['number', 'Room below each line, in pixels.', 'px'],
  ['number', 'How long it takes, in seconds.', 's'],
  ['number | null', 'Index of the token that asks, or `null`.', 'index'],
  ['number', 'How many rows have come in; fractions are on their way.', 'count'],
  ['readonly number[]', 'Shares of the text.', '0 to 1'],
  ['number', 'Something.', null],
  ['Box', 'In frame coordinates.', 'px'],
  ['readonly Point[]', '', 'px'],
  ['Tensor', "One row, `[key]`: the query's weight.", '[key]'],
  ['readonly Tensor[]', '`[d_model]` each.', '[d_model]'],
  ['Tensor', 'Keys of the token, `[key head, d_head]`.', '[key head, d_head]'],
  ['Tensor', 'Keys of the token.', null],
  ['string', 'What it says.', ''],
  ['(tokens: number) => string', 'What stands at the right.', ''],
  ['{count: number}', 'What joins.', ''],
])('%s, "%s" is in %j', (type, text, unit) => {
  expect(unitOf(type, text, undefined)).toBe(unit);
});

test('what @unit says counts', () => {
  expect(unitOf('number', 'How many.', 'factor')).toBe('factor');
});
