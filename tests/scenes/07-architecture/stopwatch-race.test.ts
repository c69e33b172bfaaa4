import {describe, expect, test} from 'vitest';

import declaration from '../../../scenes/07-architecture/stopwatch-race.capture.ts';
import {
  growthOf,
  middleRound,
  readTimes,
} from '../../../scenes/07-architecture/stopwatch-race.facts.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {Tensor} from '../../../scenes/captured/tensor.ts';
import {capturedFiles} from '../captured-files.ts';

const SOURCE = {model: 'a', revision: '', dtype: 'fp32'};
const tensorOf = (numbers: readonly number[], axis: string): Tensor =>
  Tensor.of(numbers, axis, SOURCE);

const open = async () =>
  openCapture(declaration, await capturedFiles('07-architecture/stopwatch-race'));

describe('stopwatch race', () => {
  test('what races is a round that was measured, with as many before as after', async () => {
    const {generation, ...capture} = await open();
    const {whole, kept, facts} = readTimes({...capture, generation});
    for (const race of [whole, kept]) {
      if (!race) throw new Error('the default model has a cache');
      const {times, total, rounds} = race;
      expect(rounds.data).toHaveLength(facts.repeats);
      expect(times.data.reduce((sum, own) => sum + own, 0)).toBeCloseTo(total, 1);
      const faster = rounds.data.filter(own => own < Math.fround(total));
      expect(faster).toHaveLength((facts.repeats - 1) / 2);
      expect(race.medians).toHaveLength(generation.steps.length);
    }
    expect(facts).toMatchObject({hardware: expect.any(String), dtype: 'fp32'});
  });

  test('a model without a cache has no race', async () => {
    const {generation, ...capture} = await open();
    const {millisecondsMedian: _, ...timing} = generation.timing ?? {steps: []};
    const alone = {...capture, generation: {...generation, timing}} as Parameters<
      typeof readTimes
    >[0];
    const found = readTimes(alone);
    expect(found.kept).toBeNull();
    expect([found.longer, found.shorter]).toEqual([false, false]);
    expect(found.longest).toBe(found.whole.total);
  });

  test.each([
    // Rounds of 6, 9 and 7.
    [
      [
        [1, 5, 2],
        [5, 4, 5],
      ],
      7,
      [2, 5],
    ],
    // Of an even number, the faster one in the middle.
    [[[4, 3, 2, 1]], 2, [2]],
    [[[4]], 4, [4]],
  ])('of %j the middle one takes %d', (steps, total, times) => {
    const round = middleRound(steps, tensorOf);
    expect(round.total).toBe(total);
    expect([...round.times.data]).toEqual(times);
  });

  test.each([
    [[50, 10, 10, 20, 20], 2],
    [[50, 10, 12, 15], 1.5],
    [[50, 10], 1],
    [[50], 1],
  ])('%j grows by %d', (medians, growth) => {
    expect(growthOf(medians)).toBeCloseTo(growth, 6);
  });
});
