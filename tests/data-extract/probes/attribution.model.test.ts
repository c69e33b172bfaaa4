import {expect, test} from 'vitest';

import * as blocks from '../graph/toy/blocks.ts';
import {runToy} from '../graph/toy/run-toy.ts';
import {toyModel} from '../graph/toy/toy-model.ts';
import type {Style} from '../graph/toy/toy-model.ts';

test.each<[string, Style, number[] | undefined]>([
  ['feed-forward layers', {}, undefined],
  ['experts', {mlp: blocks.experts}, [0, 1]],
])('%s are told from what else a layer may have', async (_, style, experts) => {
  const probes = {attribution: {topK: 1}};
  const {found} = await runToy(toyModel(style), true, {probes});
  const [own] = found.flatMap(({results}) => results.attribution ?? []);
  expect(own.parts.map(({name}) => name)).toContain('1.mlp');
  expect(own.experts).toEqual(experts);
});
