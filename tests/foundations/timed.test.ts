import {expect, test} from 'vitest';

import {stagesLine, takingTimes, timed} from '../../foundations/timed.ts';

const named = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await takingTimes(work)).stages.map(({name}) => name);

const nothing = (): Promise<void> => Promise.resolve();

test('stages are told by name, each once, and what lies in one is not told', async () => {
  const names = await named(async () => {
    await timed('bundle', nothing);
    await timed('draw', () => timed('browser', nothing));
    await Promise.all([timed('bundle', nothing), timed('join', nothing)]);
  });
  expect(names).toEqual(['bundle', 'draw', 'join']);
});

test('what runs beside each other has stages of its own, and results are given back', async () => {
  const names = await Promise.all(
    ['a', 'b'].map(name => named(() => timed(name, nothing))),
  );
  expect(names).toEqual([['a'], ['b']]);
  expect(await timed('alone', () => Promise.resolve(7))).toBe(7);
  const failing = takingTimes(() => timed('x', () => Promise.reject(new Error('no'))));
  await expect(failing).rejects.toThrow('no');
});

test('a line for people leaves out what took no time', () => {
  const stages = [
    {name: 'bundle', seconds: 0.01},
    {name: 'draw', seconds: 12.34},
    {name: 'join', seconds: 0.06},
  ];
  expect(stagesLine(stages)).toBe('draw 12.3 s, join 0.1 s');
  expect(stagesLine([])).toBe('');
});
