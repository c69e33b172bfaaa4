import {PNG} from 'pngjs';
import {expect, test} from 'vitest';

import {bytesOfStory, pictureAt, toStory} from './story.ts';

/** A picture of one colour. */
function picture(red: number, green: number, blue: number): PNG {
  const png = new PNG({width: 3, height: 2});
  for (let i = 0; i < png.data.length; i += 4) png.data.set([red, green, blue, 255], i);
  return png;
}

test('a story has its pictures in order, in 16 steps of each channel', () => {
  const story = toStory([picture(0, 255, 17), picture(8, 9, 250)]);
  expect([story.width, story.height]).toEqual([6, 2]);
  const [first, second] = [0, 1].map(index => pictureAt(story, index, 2));
  expect([...first.data.subarray(0, 4)]).toEqual([0, 255, 17, 255]);
  expect([...second.data.subarray(0, 4)]).toEqual([0, 17, 255, 255]);
  expect([...second.data.subarray(-4)]).toEqual([0, 17, 255, 255]);
});

test('is the same when it is read back', () => {
  const story = toStory([picture(1, 2, 3), picture(200, 100, 50), picture(7, 90, 8)]);
  const read = PNG.sync.read(bytesOfStory(story));
  expect([read.width, read.height]).toEqual([9, 2]);
  expect(read.data.equals(story.data)).toBe(true);
});
