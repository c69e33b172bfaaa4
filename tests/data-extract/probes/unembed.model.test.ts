import {rm} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {capture} from '../../../data-extract/index.ts';
import {openZoo} from '../zoo/open-zoo.ts';

let zoo = '';
beforeAll(async () => {
  zoo = await openZoo();
});
afterAll(() => rm(zoo, {recursive: true, force: true}));

const of = (model: string) =>
  capture({
    model: join(zoo, model),
    ids: [5, 17, 42],
    probes: {unembed: {topK: 3}},
  });

test('products and what the head adds are the scores', async () => {
  const {results, failed} = await of('bloom.ts.eager');
  const {tokens, products, biases} = results.unembed ?? {};
  expect(failed).toEqual([]);
  expect(biases).toHaveLength(3);
  for (const [i, {logit}] of (tokens ?? []).entries())
    expect(products?.[i]).toBeCloseTo(logit, 4);
});

test('where the head scales them, nothing is given that would not add up', async () => {
  await expect(of('cohere.dyn18.sdpa')).rejects.toThrow(
    'probes.unembed: the head scales or caps its products',
  );
});
