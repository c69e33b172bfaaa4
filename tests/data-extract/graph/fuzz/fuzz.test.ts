import {expect, test} from 'vitest';

import {tryModels} from './try-models.ts';

test('300 spoiled models are accepted or refused with a message', async () => {
  const {accepted, refused, failure} = await tryModels({seed: 0, count: 300});
  expect(failure).toBeNull();
  expect(accepted).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(100);
}, 120_000);
