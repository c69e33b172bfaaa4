import {describe, expect, test} from 'vitest';

import {largest, pick} from '../../../scenes/captured/pick.ts';
import {Tensor} from '../../../scenes/captured/tensor.ts';

const SOURCE = {model: 'm', revision: 'r', dtype: 'fp32'};

test('the largest numbers by size, and picking them', () => {
  const data = [1, -7, 3, 7, 0];
  const vector = new Tensor(Float32Array.from(data), [5], ['entry'], SOURCE);
  expect(largest(data, 3)).toEqual([1, 3, 2]);
  expect(largest(data, 9)).toHaveLength(5);
  expect([...pick(vector, [3, 1]).data]).toEqual([7, -7]);
});

describe('Tensor.slice()', () => {
  const cube = new Tensor(
    Float32Array.from({length: 12}, (_, i) => i),
    [2, 3, 2],
    ['position', 'head', 'd_head'],
    SOURCE,
  );

  test('takes one index of an axis out', () => {
    const head = cube.slice(1, 2);
    expect([...head.data]).toEqual([4, 5, 10, 11]);
    expect(head.shape).toEqual([2, 2]);
    expect(head.axes).toEqual(['position', 'd_head']);
    expect(head.source).toEqual({...SOURCE, head: 2});
    expect([...cube.slice(0, 1).data]).toEqual([...cube.at(1).data]);
    expect([...cube.slice(2, 0).data]).toEqual([0, 2, 4, 6, 8, 10]);
  });

  test('refuses an index that is not there', () => {
    expect(() => cube.slice(1, 3)).toThrow('head 3 is outside 0..2');
  });
});

describe('Tensor.stack()', () => {
  const of = (more: object): Tensor => Tensor.of([1, 2], 'key', {...SOURCE, ...more});

  test.each([
    [
      'what all are of',
      'query',
      [
        {layer: 2, head: 1},
        {layer: 2, head: 1},
      ],
      {layer: 2, head: 1},
    ],
    [
      'no head where these differ',
      'query',
      [
        {layer: 2, head: 0},
        {layer: 2, head: 1},
      ],
      {layer: 2},
    ],
    ['no layer where these differ', 'row', [{}, {layer: 0}, {layer: 1}], {}],
    ['no head of heads, of one neither', 'head', [{layer: 3, head: 0}], {layer: 3}],
    ['no layer of layers, of one neither', 'layer', [{layer: 0}], {}],
    ['that one is unverified', 'query', [{}, {unverified: true}], {unverified: true}],
  ] as const)('is stamped with %s', (_, axis, parts, stamped) => {
    const whole = Tensor.stack(parts.map(of), axis);
    expect(whole.source).toEqual({...SOURCE, ...stamped});
    expect(whole.axes).toEqual([axis, 'key']);
    expect(whole.shape).toEqual([parts.length, 2]);
  });
});
