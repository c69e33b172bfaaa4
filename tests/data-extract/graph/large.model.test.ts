import {expect, test} from 'vitest';

import {valueOf} from '../../../data-extract/stage/stage-run.ts';
import {difference} from '../capture-for-test.ts';
import {runToy} from './toy/run-toy.ts';
import {toyModel} from './toy/toy-model.ts';

/** Beyond what 32 bits count, at no boundary of a page. */
const FAR = 5 * 1024 ** 3 + 1234 * 4;

test('weights that lie beyond 4 GB of their file are read from there', async () => {
  const far = toyModel({external: 'weights.bin', externalStart: FAR});
  const {run, checks} = await runToy(far, true, {dataStart: FAR});
  expect(checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
  const near = await runToy(toyModel({}), true);
  const [a, b] = [run, near.run].map(one => valueOf(one, 'logits').data);
  expect(difference(a, b)).toBe(0);
});

test('weights that lie beyond the end of their file are refused by name', async () => {
  const far = toyModel({external: 'weights.bin', externalStart: FAR});
  await expect(runToy(far, true)).rejects.toThrow(
    /weight "wte" does not lie within weights\.bin/,
  );
});
