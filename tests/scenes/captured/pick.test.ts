import {expect, test} from 'vitest';

import {stack, vectorOf} from '../../../scenes/captured/pick.ts';

const SOURCE = {model: 'm', revision: 'r', dtype: 'fp32'};
const vector = (...values: number[]) => vectorOf(values, 'd_model', SOURCE);

test('vectorOf() has one axis', () => {
  const {data, shape, axes, source} = vectorOf([1, 2.5], 'word', SOURCE);
  expect([...data]).toEqual([1, 2.5]);
  expect({shape, axes, source}).toEqual({shape: [2], axes: ['word'], source: SOURCE});
});

test('stack() puts vectors below each other', () => {
  const {data, shape, axes} = stack([vector(1, 2), vector(3, 4), vector(5, 6)], 'word');
  expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
  expect({shape, axes}).toEqual({shape: [3, 2], axes: ['word', 'd_model']});
});
