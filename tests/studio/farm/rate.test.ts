import {expect, test} from 'vitest';

import {rateOf, secondsLeft} from '../../../studio/farm/rate.ts';

const NOW = 1_000_000;
/** @param begun - Seconds before now; so is `ended`. */
const chunk = (frames: number, begun: number, ended: number) => ({
  frames,
  begun: NOW - begun * 1000,
  ended: NOW - ended * 1000,
});

test.each([
  ['nothing yet', [], null],
  ['one chunk', [chunk(240, 10, 0)], 24],
  ['one chunk, and then nothing', [chunk(240, 20, 10)], 12],
  ['two workers side by side', [chunk(240, 10, 0), chunk(240, 10, 0)], 48],
  ['what was done long ago', [chunk(240, 900, 800), chunk(240, 10, 0)], 24],
  ['only what was done long ago', [chunk(240, 900, 800)], null],
  ['a chunk of which half falls into the time', [chunk(600, 600, 0)], 1],
])('frames per second of %s', (_, finished, rate) => {
  const found = rateOf(finished, NOW);
  if (rate === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(rate, 9);
});

test.each([
  [0, null, 0],
  [0, 24, 0],
  [240, 24, 10],
  [240, null, null],
  [240, 0, null],
])('%d frames at %d frames/s take %d s', (frames, rate, left) => {
  expect(secondsLeft(frames, rate)).toBe(left);
});
