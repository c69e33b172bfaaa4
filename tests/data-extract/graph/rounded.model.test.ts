import {expect, test} from 'vitest';

import {contextError} from '../../../data-extract/stage/attention-values.ts';
import {fitScale} from '../../../data-extract/stage/fit-scale.ts';
import {roundedProducts} from './toy/few-bits.ts';
import {runToy} from './toy/run-toy.ts';
import {toyModel} from './toy/toy-model.ts';

test('attention whose products read rounded values is found and read', async () => {
  const {stage, run, checks} = await runToy(toyModel({attend: roundedProducts}), false);
  expect(stage.map.unrecognised).toEqual([]);
  expect(stage.map.attention.map(({layer, rounded}) => [layer, rounded])).toEqual([
    [0, true],
    [1, true],
  ]);
  expect(checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
  for (const site of stage.map.attention) {
    // Queries and keys from before the rounding give the scores to a few hundredths.
    const fit = fitScale(run, site);
    expect(fit?.error).toBeGreaterThan(1e-4);
    expect(fit?.error).toBeLessThan(0.1);
    expect(contextError(run, site)).toBeLessThan(0.1);
  }
});
