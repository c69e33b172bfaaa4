import {expect, test} from 'vitest';

import {farmTime, sampleOf, secondsOf} from '../../bench/farm-schedule.ts';

const shape = (machines: number, start = 0, perChunk = 0) => ({
  machines,
  start,
  perChunk,
});

test.each([
  ['nothing', [], shape(2, 5), 0, 1],
  ['one machine', [1, 2, 3], shape(1), 6, 1],
  ['two machines', [1, 1, 1, 1], shape(2), 2, 1],
  ['a chunk too many', [1, 1, 1], shape(2), 2, 0.75],
  ['a long one last', [1, 1, 4], shape(2), 5, 0.6],
  ['more machines than chunks', [2, 2], shape(4), 2, 0.5],
  ['a start', [1, 1], shape(2, 1), 2, 0.5],
  ['what each chunk takes besides', [1, 1], shape(1, 0, 1), 4, 0.5],
])('%s', (_, chunks, farm, seconds, efficiency) => {
  const time = farmTime(chunks, farm);
  expect(time.seconds).toBeCloseTo(seconds, 12);
  expect(time.efficiency).toBeCloseTo(efficiency, 12);
});

test.each([
  [[1, 2, 3], 5, [1, 2, 3]],
  [[1, 2, 3, 4, 5, 6], 2, [2, 5]],
  [[1, 2, 3, 4, 5, 6, 7], 3, [2, 4, 6]],
  [[], 3, []],
])('of %j, %d are looked at: %j', (all, count, sample) => {
  expect(sampleOf(all, count)).toEqual(sample);
});

test('others take as long per frame as the nearest that was measured', () => {
  const measured = new Map([
    [1, 24],
    [4, 10],
  ]);
  expect(secondsOf([240, 240, 120, 100, 100, 50], measured)).toEqual([
    24, 24, 12, 10, 10, 5,
  ]);
});
