import {describe, expect, test} from 'vitest';

import {
  packedLimit,
  packFrame,
  unpackFrame,
} from '../../../studio/stage/frame-packing.ts';

/** Words of a frame after it was packed on top of the one before, and what came back. */
function pass(frame: number[], before: number[]) {
  const out = new Uint32Array(packedLimit(frame.length) + 2);
  const end = packFrame(Uint32Array.from(frame), Uint32Array.from(before), out, 2);
  const unpacked = Uint32Array.from(before);
  expect(unpackFrame(out, 2, unpacked)).toBe(end);
  return {words: end - 2, frame: [...unpacked]};
}

const zeros = [0, 0, 0, 0, 0, 0, 0, 0];

test.each([
  ['the same as before', [1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8], 1],
  ['of one colour', [9, 9, 9, 9, 9, 9, 9, 9], zeros, 2],
  ['of as many colours as pixels', [1, 2, 3, 4, 5, 6, 7, 8], zeros, 9],
  ['changed at its end', [1, 2, 3, 4, 5, 6, 7, 9], [1, 2, 3, 4, 5, 6, 7, 8], 3],
  ['the same in short runs', [1, 2, 3, 8, 5, 6, 7, 9], [1, 2, 3, 4, 5, 6, 7, 8], 9],
  ['the same, then of one colour', [1, 2, 3, 4, 9, 9, 9, 9], [1, 2, 3, 4, 5, 6, 7, 8], 3],
  ['of the highest values', [2 ** 32 - 1, 2 ** 31, 2 ** 30, 0], [1, 1, 1, 1], 5],
  ['empty', [], [], 0],
])('a frame that is %s comes back', (_, frame, before, words) => {
  expect(pass(frame, before)).toEqual({words, frame});
});

test('any frame comes back, and never takes more room than is said', () => {
  let state = 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 500; round++) {
    const length = random(60);
    const colours = 1 + random(5);
    const some = (): number[] => Array.from({length}, () => random(colours));
    const [frame, before] = [some(), some()];
    const passed = pass(frame, before);
    expect(passed.frame).toEqual(frame);
    expect(passed.words).toBeLessThanOrEqual(packedLimit(length));
  }
});

describe('a frame that is not one is refused', () => {
  const [same, fill, given, none] = [0, 2 ** 30, 2 ** 31, 3 * 2 ** 30];
  test.each([
    ['nothing', [], 'breaks off'],
    ['too few pixels', [same + 2], 'breaks off'],
    ['too many pixels', [same + 5], 'cannot have'],
    ['an empty run', [same], 'cannot have'],
    ['an unknown kind', [none + 4], 'cannot have'],
    ['no colour', [fill + 4], 'breaks off'],
    ['pixels that are missing', [given + 4, 1, 2, 3], 'breaks off'],
  ])('%s', (_, words, message) => {
    const packed = Uint32Array.from(words);
    expect(() => unpackFrame(packed, 0, new Uint32Array(4))).toThrow(message);
  });
});
