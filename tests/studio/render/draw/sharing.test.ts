import {describe, expect, test} from 'vitest';

import {chunksToEvict} from '../../../../studio/render/draw/evict.ts';
import {parseShard, shardOf} from '../../../../studio/render/options/shard.ts';

describe('shards', () => {
  const items = Array.from({length: 17}, (_, i) => ({
    key: `k${i % 10}${i}`,
    cost: 40 + ((i * 37) % 60),
  }));

  test.each([1, 2, 3, 5, 17, 30])('%i of them do everything exactly once', count => {
    const parts = Array.from({length: count}, (_, i) =>
      shardOf(items, {index: i + 1, count}),
    );
    expect(
      parts
        .flat()
        .map(({key}) => key)
        .sort(),
    ).toEqual(items.map(({key}) => key).sort());
  });

  test('share the work evenly, whatever order it comes in', () => {
    const loads = [1, 2, 3].map(index =>
      shardOf(items, {index, count: 3}).reduce((sum, {cost}) => sum + cost, 0),
    );
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThan(100);
    const keys = (all: typeof items): string[] =>
      shardOf(all, {index: 2, count: 3})
        .map(({key}) => key)
        .sort();
    expect(keys([...items].reverse())).toEqual(keys(items));
  });

  test('are read from the command line', () => {
    expect(parseShard('2/5')).toEqual({index: 2, count: 5});
    for (const wrong of ['', '0/2', '3/2', '1', '1/0', 'a/b', '-1/2', '1/5000']) {
      expect(() => parseShard(wrong)).toThrow('--shard');
    }
  });
});

describe('chunksToEvict()', () => {
  const chunks = [
    {key: 'new', bytes: 10, used: 3},
    {key: 'old', bytes: 10, used: 1},
    {key: 'middle', bytes: 10, used: 2},
  ];
  test.each([
    [30, [], []],
    [29, [], ['old']],
    [15, [], ['old', 'middle']],
    [0, [], ['old', 'middle', 'new']],
    [15, ['old'], ['middle', 'new']],
    [0, ['old', 'middle', 'new'], []],
  ])('with room for %i and %j in use removes %j', (limit, keep, evicted) => {
    expect(chunksToEvict(chunks, limit, new Set(keep))).toEqual(evicted);
  });
});
