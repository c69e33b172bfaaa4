import {describe, expect, test} from 'vitest';

import {countSeen, maskOf, masksOfConfig} from '../../../scenes/components/mask-rules.ts';
import type {MaskRule} from '../../../scenes/components/mask-rules.ts';

/** A mask as rows of characters. */
function drawn(rule: MaskRule, size: number): string[] {
  const {data} = maskOf(rule, size);
  const mark = (cell: number): string => (cell === 1 ? '#' : cell === 0.5 ? '+' : '.');
  return Array.from({length: size}, (_, row) =>
    [...data.subarray(row * size, (row + 1) * size)].map(mark).join(''),
  );
}

describe('maskOf()', () => {
  test.each([
    [{kind: 'bidirectional'}, ['###', '###', '###']],
    [{kind: 'causal'}, ['#..', '##.', '###']],
    [{kind: 'sliding-window', window: 2}, ['#...', '##..', '.##.', '..##']],
    [
      {kind: 'strided', stride: 2},
      ['#.....', '##....', '+##...', '.+##..', '+.+##.', '.+.+##'],
    ],
    [
      {kind: 'fixed', stride: 3, summary: 1},
      ['#......', '##.....', '###....', '..+#...', '..+##..', '..+###.', '..+..+#'],
    ],
    [{kind: 'block-diagonal', lengths: [2, 1]}, ['#..', '##.', '..#']],
  ] satisfies [MaskRule, string[]][])('%j', (rule, rows) => {
    expect(drawn(rule, rows.length)).toEqual(rows);
  });

  test.each([
    [{kind: 'sliding-window', window: 0}, 'window 0'],
    [{kind: 'strided', stride: 1.5}, 'stride 1.5'],
    [{kind: 'fixed', stride: 2, summary: 3}, 'summary 3'],
    [{kind: 'block-diagonal', lengths: [3, 2]}, 'lengths sum to 5, not 4'],
  ] satisfies [MaskRule, string][])('refuses %j', (rule, message) => {
    expect(() => maskOf(rule, 4)).toThrow(message);
  });
});

test.each([
  [{kind: 'causal'}, 16, 136],
  [{kind: 'sliding-window', window: 4}, 16, 58],
  [{kind: 'bidirectional'}, 16, 256],
] satisfies [MaskRule, number, number][])(
  '%j of %i sees %i pairs',
  (rule, size, count) => {
    expect(countSeen(maskOf(rule, size))).toBe(count);
  },
);

test.each([
  [{num_hidden_layers: 2}, ['causal', 'causal']],
  [{num_hidden_layers: 2, sliding_window: 8}, ['sliding-window', 'sliding-window']],
  [{num_hidden_layers: 1, sliding_window: null}, ['causal']],
  [
    {
      num_hidden_layers: 2,
      sliding_window: 8,
      layer_types: ['full_attention', 'sliding_attention'],
    },
    ['causal', 'sliding-window'],
  ],
])('layers of %j: %j', (config, kinds) => {
  expect(masksOfConfig(config).map(({kind}) => kind)).toEqual(kinds);
});
