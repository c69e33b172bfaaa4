import {PNG} from 'pngjs';
import {describe, expect, test} from 'vitest';

import {comparePictures, TOLERANCE} from './compare-pictures.ts';

/** A picture of one grey, with some pixels changed. */
function picture(changes: readonly [at: number, grey: number][] = [], size = 100): PNG {
  const png = new PNG({width: size, height: size});
  png.data.fill(200);
  for (let i = 3; i < png.data.length; i += 4) png.data[i] = 255;
  for (const [at, grey] of changes) png.data.fill(grey, at * 4, at * 4 + 3);
  return png;
}

describe('comparePictures()', () => {
  test.each([
    ['the same picture', picture(), true, 0],
    ['a pixel a shade darker', picture([[50, 199]]), false, 0],
    ['a black pixel', picture([[50, 0]]), false, 0.0001],
    ['a black line', picture(Array.from({length: 100}, (_, i) => [i, 0])), false, 0.01],
    ['another size', picture([], 99), false, 1],
  ])('%s', (_, actual, exact, share) => {
    const difference = comparePictures(picture(), actual);
    expect(difference).toMatchObject({exact, share});
    expect(difference.picture === null).toBe(exact || share === 1);
  });

  test('a stroke that moves is more than is tolerated', () => {
    const stroke = (at: number): PNG =>
      picture(Array.from({length: 60}, (_, i) => [at + i * 100, 40]));
    expect(comparePictures(stroke(30), stroke(31)).share).toBeGreaterThan(TOLERANCE);
  });
});
