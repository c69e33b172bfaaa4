import {describe, expect, test} from 'vitest';

import {UserError} from '../../../foundations/user-error.ts';
import {Fitness} from '../../../studio/farm/fitness.ts';
import type {CapturePlan, ChunkPlan} from '../../../studio/farm/plan-board.ts';

const any = {
  ...{id: '0f3a', version: '0.1.0', scenes: ['01-a/b'], priority: 0, order: 1},
  store: {address: '/store', id: 'mark'},
};
const captures: CapturePlan = {...any, kind: 'captures', models: [], captures: []};
const tools = {browser: {version: '140.0', flags: []}, encoder: ['ffmpeg', '7.0']};
const chunks: ChunkPlan = {
  ...{...any, kind: 'chunks', tools, plays: []},
  ...{flags: {}, frameTimeout: 60},
};
const here = {browser: tools.browser, ffmpeg: '7.0'};

describe('a machine without a browser', () => {
  const asked: string[] = [];
  const fitness = new Fitness('0.1.0', () => {
    asked.push('tools');
    return Promise.reject(
      new UserError('chromium-missing', 'There is no Chromium.', 'npm run setup'),
    );
  });

  test('makes captures, and is not asked for one', async () => {
    expect(await fitness.whyNot(captures)).toBeNull();
    expect(asked).toEqual([]);
  });

  test('draws nothing, looks once, and says what is missing', async () => {
    const reasons = [await fitness.whyNot(chunks), await fitness.whyNot(chunks)];
    for (const reason of reasons)
      expect(reason).toMatchObject({code: 'chromium-missing'});
    expect(asked).toEqual(['tools']);
    expect(await fitness.whyNot(captures)).toBeNull();
  });
});

test.each<[string, Partial<ChunkPlan>, string | null]>([
  ['what it would draw as well', {}, null],
  [
    'another browser',
    {tools: {...tools, browser: {version: '139.0', flags: []}}},
    'Chromium is 140.0, in the plan 139.0',
  ],
  [
    'another version',
    {version: '0.2.0'},
    'attention-in-motion is 0.1.0, in the plan 0.2.0',
  ],
])('a machine and a plan of %s', async (_, change, said) => {
  const why = await new Fitness('0.1.0', () => Promise.resolve(here)).whyNot({
    ...chunks,
    ...change,
  });
  if (said === null) expect(why).toBeNull();
  else expect(why?.message).toContain(said);
});

test('a mistake of the tool itself is no missing browser', async () => {
  const fitness = new Fitness('0.1.0', () => Promise.reject(new TypeError('oh')));
  await expect(fitness.whyNot(chunks)).rejects.toThrow('oh');
});
