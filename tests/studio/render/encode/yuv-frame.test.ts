import {expect, test} from 'vitest';

import {YuvFrame} from '../../../../studio/render/encode/yuv-frame.ts';

const word = ([r, g, b]: readonly number[]): number => (r | (g << 8) | (b << 16)) >>> 0;

/** The three planes of a picture whose pixels are given row by row. */
function planesOf(width: number, pixels: readonly (readonly number[])[]): number[][] {
  const yuv = new YuvFrame(width, pixels.length / width);
  yuv.change(0, pixels.length);
  yuv.update(Uint32Array.from(pixels, word));
  const quarter = pixels.length / 4;
  return [
    [...yuv.bytes.subarray(0, pixels.length)],
    [...yuv.bytes.subarray(pixels.length, pixels.length + quarter)],
    [...yuv.bytes.subarray(pixels.length + quarter)],
  ];
}

// Values of ITU-R BT.709 for 8 bits, section 4.6, to the nearest.
test.each([
  ['black', [0, 0, 0], [16, 128, 128]],
  ['white', [255, 255, 255], [235, 128, 128]],
  ['grey', [128, 128, 128], [126, 128, 128]],
  ['red', [255, 0, 0], [63, 102, 240]],
  ['green', [0, 255, 0], [173, 42, 26]],
  ['blue', [0, 0, 255], [32, 240, 118]],
  ['yellow', [255, 255, 0], [219, 16, 138]],
])('%s is the same in limited BT.709', (_, rgb, [y, cb, cr]) => {
  expect(planesOf(2, [rgb, rgb, rgb, rgb])).toEqual([[y, y, y, y], [cb], [cr]]);
});

test('four pixels share their mean colour', () => {
  const pixels = [
    [255, 0, 0],
    [0, 0, 255],
    [255, 0, 0],
    [0, 0, 255],
  ];
  const [, [cb], [cr]] = planesOf(2, pixels);
  expect([cb, cr]).toEqual([171, 179]);
});

test('only what has changed is converted, wherever it begins and ends', () => {
  const [width, height] = [8, 6];
  const count = width * height;
  const colour = (i: number): number => word([(i * 37) % 256, (i * 59) % 256, i % 256]);
  for (let from = 0; from < count; from++) {
    for (const to of [from, from + 1, from + 3, from + 9, from + 20]) {
      const end = Math.min(to, count);
      const frame = new Uint32Array(count);
      const partly = new YuvFrame(width, height);
      for (let i = from; i < end; i++) frame[i] = colour(i);
      partly.change(from, end);
      partly.update(frame);
      const wholly = new YuvFrame(width, height);
      wholly.change(0, count);
      wholly.update(frame);
      expect(Buffer.compare(partly.bytes, wholly.bytes)).toBe(0);
    }
  }
});

test('an odd size is refused', () => {
  expect(() => new YuvFrame(3, 2)).toThrow(RangeError);
});
