import {expect, test} from 'vitest';

import type {CapturedToken} from '../../../data-extract/text/token.ts';
import {Tensor} from '../../../scenes/captured/tensor.ts';
import {readUpTo} from '../../../scenes/figures/prompt.ts';
import {unpadded} from '../../../scenes/figures/unpadded-patterns.ts';

const token = (id: number): CapturedToken => ({
  id,
  text: String(id),
  bytes: '',
  start: 0,
  end: 0,
  special: false,
});
const pad: CapturedToken = {...token(9), special: true, padding: true};
const SOURCE = {model: 'm', revision: 'r', dtype: 'fp32'};
const AXES = ['head', 'query', 'key'];

const ids = (tokens: readonly CapturedToken[]): number[] => tokens.map(({id}) => id);

test.each([
  ['left', [pad, token(1), token(2)], [0.2, 0.8, 0.5, 0.5], [1, 2]],
  ['right', [token(1), token(2), pad], [0.2, 0.8, 0.5, 0.5], [1, 2]],
  ['none', [token(1), token(2)], [0.2, 0.8, 0.5, 0.5], [1, 2]],
])('padding on the side %s leaves what is read as it was', (_, tokens, rows, read) => {
  const size = tokens.length;
  const kept = tokens.flatMap(({padding}, i) => (padding ? [] : [i]));
  // What padding asks for is a third of everything.
  const data = new Float32Array(size * size).fill(1 / 3);
  for (const row of kept) for (let i = 0; i < size; i++) data[row * size + i] = 0;
  kept.forEach((row, i) =>
    kept.forEach((column, j) => (data[row * size + column] = rows[i * 2 + j])),
  );
  const whole = new Tensor(data, [1, size, size], AXES, {...SOURCE, layer: 3});
  const patterns = {patterns: () => whole, pattern: () => whole.at(0)};
  const found = unpadded(patterns, tokens, tokens);
  expect([ids(found.queries), ids(found.keys)]).toEqual([read, read]);
  expect(found.padding).toEqual({queries: size - 2, keys: size - 2});
  const {shape, axes, source, data: left} = found.patterns.patterns(3);
  expect([shape, axes, source.layer]).toEqual([[1, 2, 2], AXES, 3]);
  expect([...left]).toEqual([...Float32Array.from(rows)]);
  expect(found.patterns.pattern(3, 0).source.head).toBe(0);
});

test('a capture that was asked at padding keeps all of it', () => {
  const tokens = [token(1), token(2), pad];
  expect(readUpTo(tokens, 1)).toMatchObject({asked: 1, read: {padding: 1}});
  expect(readUpTo(tokens, 2)).toMatchObject({asked: 2, read: {padding: 0, tokens}});
  expect(readUpTo([pad, token(1)], 1)).toMatchObject({asked: 0, read: {places: [1]}});
});
