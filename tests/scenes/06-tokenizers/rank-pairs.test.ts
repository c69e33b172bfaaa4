import {expect, test} from 'vitest';

import {rankPairs} from '../../../scenes/06-tokenizers/bpe-training.facts.ts';

const pair = (name: string, count: number) => ({left: name[0], right: name[1], count});

test('pairs change places; what is merged goes out at the top, what is new comes from below', () => {
  const {pairs, order, counts, most} = rankPairs([
    [pair('ab', 9), pair('cd', 7), pair('ef', 5)],
    [pair('ef', 6), pair('gh', 4), pair('cd', 3)],
    [pair('gh', 4), pair('ij', 2), pair('kl', 1)],
  ]);
  expect(most).toBe(3);
  expect(pairs.map(chips => chips.map(({label}) => label).join(''))).toEqual([
    'ab',
    'cd',
    'ef',
    'gh',
    'ij',
    'kl',
  ]);
  expect(order).toEqual([
    [0, 1, 2, 4, 4, 4],
    [-2, 2, 0, 1, 4, 4],
    [-2, 4, -2, 0, 1, 2],
  ]);
  expect(counts).toEqual([
    [9, 7, 5, 0, 0, 0],
    [0, 3, 6, 4, 0, 0],
    [0, 0, 0, 4, 2, 1],
  ]);
});

test('no more are in sight than can be read', () => {
  const many = [...'abcdefghi'].map((name, i) => pair(`${name}z`, 9 - i));
  expect(rankPairs([many]).most).toBe(5);
});
