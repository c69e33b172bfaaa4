import {expect, test} from 'vitest';

import {tryModels} from './try-models.ts';

test('300 spoiled models are accepted or refused with a message', async () => {
  const {accepted, refused, failures} = await tryModels(Array.from({length: 300}).keys());
  expect(failures).toEqual([]);
  expect(accepted).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(100);
}, 120_000);
