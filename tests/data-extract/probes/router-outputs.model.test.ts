import {expect, test} from 'vitest';

import {router} from '../../../data-extract/probes/router.ts';
import {experts} from '../graph/toy/blocks.ts';
import {writtenExperts} from '../graph/toy/experts.ts';
import {runToy} from '../graph/toy/run-toy.ts';
import {toyModel} from '../graph/toy/toy-model.ts';

const REQUEST = {outputs: true, layers: [1]};

test.each([
  ['one operator', experts],
  ['all experts computed for all tokens', writtenExperts({})],
])('%s: what each expert makes is left out, and the rest is there', async (_, mlp) => {
  const {run} = await runToy(toyModel({mlp}), true, {probes: {router: REQUEST}});
  const {tensors, result} = router.collect(run, REQUEST);
  expect(tensors).toEqual([]);
  expect(result?.layers).toHaveLength(1);
  expect(router.leftOut?.(run, REQUEST)).toEqual([
    {
      layer: 1,
      what: 'blocks.1.mlp.hook_expert_out',
      reason: 'the graph does not compute its experts one by one',
    },
  ]);
});
