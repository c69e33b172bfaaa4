import {Tensor} from '../../../scenes/captured/tensor.ts';
import {expect, test} from 'vitest';

const SOURCE = {model: 'm', revision: 'r', dtype: 'fp32'};
const vector = (...values: number[]) => Tensor.of(values, 'd_model', SOURCE);

test('Tensor.of() has one axis', () => {
  const {data, shape, axes, source} = Tensor.of([1, 2.5], 'word', SOURCE);
  expect([...data]).toEqual([1, 2.5]);
  expect({shape, axes, source}).toEqual({shape: [2], axes: ['word'], source: SOURCE});
});

test('Tensor.stack() puts vectors below each other', () => {
  const {data, shape, axes} = Tensor.stack(
    [vector(1, 2), vector(3, 4), vector(5, 6)],
    'word',
  );
  expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
  expect({shape, axes}).toEqual({shape: [3, 2], axes: ['word', 'd_model']});
});

test('Tensor.stack() of values of which some failed a check says so', () => {
  const failed = vector(3, 4).from({unverified: true, layer: 1});
  const {source} = Tensor.stack([vector(1, 2).from({layer: 0}), failed], 'layer');
  expect(source).toEqual({...SOURCE, unverified: true});
});
