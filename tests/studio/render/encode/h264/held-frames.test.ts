import fc from 'fast-check';
import {describe, expect, test} from 'vitest';

import {BitReader, BitWriter} from '../../../../../studio/render/encode/h264/bits.ts';
import {FrameHolder} from '../../../../../studio/render/encode/h264/hold-frames.ts';
import {
  NAL,
  payloadOf,
  typeOf,
  unitOf,
} from '../../../../../studio/render/encode/h264/nal-unit.ts';
import {
  heldPps,
  heldSlice,
  moveOn,
  readSequence,
} from '../../../../../studio/render/encode/h264/parameter-sets.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** A sequence parameter set of libx264's high profile. */
function spsOf({order = 2, references = 1, matrices = 0, frames = 1} = {}): Uint8Array {
  const bits = new BitWriter()
    .bits(100, 8)
    .bits(0, 8)
    .bits(40, 8)
    .ue(0)
    .ue(1)
    .ue(0)
    .ue(0)
    .bits(0, 1)
    .bits(matrices, 1)
    .ue(0) // frame numbers of 4 bits
    .ue(order)
    .ue(references)
    .bits(0, 1)
    .ue(119)
    .ue(67)
    .bits(frames, 1);
  return unitOf(0x67, bits.payload());
}

const sequence = {frameNumBits: 4, macroblocks: 120 * 68};

/** A slice with a number, and something after it. */
const sliceOf = (type: number, frameNum: number): Uint8Array =>
  unitOf(
    0x60 | type,
    new BitWriter().ue(0).ue(5).ue(0).bits(frameNum, 4).bits(0xabcdef, 24).payload(),
  );

const frameNumOf = (unit: Uint8Array): number => {
  const bits = new BitReader(payloadOf(unit));
  for (let i = 0; i < 3; i++) bits.ue();
  return bits.bits(4);
};

describe('bits', () => {
  test.each([
    [0, 'c0'],
    [1, '50'],
    [2, '70'],
    [3, '24'],
    [8159, '000ff040'],
  ])('%d as Exp-Golomb code, and the bit that ends a payload', (value, payload) => {
    expect(hex(new BitWriter().ue(value).payload())).toBe(payload);
    expect(new BitReader(bytes(payload)).ue()).toBe(value);
  });

  test('are read as they are written', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), {minLength: 1}), values => {
        const writer = new BitWriter();
        for (const value of values) writer.ue(value).bits(value % 8, 3);
        const reader = new BitReader(writer.payload());
        expect(values.map(() => [reader.ue(), reader.bits(3)])).toEqual(
          values.map(value => [value, value % 8]),
        );
      }),
    );
  });

  test('that are not there are refused', () => {
    expect(() => new BitReader(bytes('00')).ue()).toThrow('end too early');
  });
});

describe('units', () => {
  test.each([
    ['00 00 00', '41 00 00 03 00'],
    ['00 00 01 02', '41 00 00 03 01 02'],
    ['00 00 03', '41 00 00 03 03'],
    ['00 00 04', '41 00 00 04'],
    ['00 00 00 00 00', '41 00 00 03 00 00 03 00'],
  ])('%s has no start code in it', (payload, unit) => {
    expect(hex(unitOf(0x41, bytes(payload)))).toBe(hex(bytes(unit)));
    expect(hex(payloadOf(bytes(unit)))).toBe(hex(bytes(payload)));
  });

  test('give the payload that they were made of', () => {
    const few = fc.uint8Array({max: 4, maxLength: 60});
    fc.assert(
      fc.property(few, payload => {
        const unit = unitOf(0x65, payload);
        expect(hex(unit)).not.toMatch(/^(..)*?0000(00|01|02)/);
        expect(hex(payloadOf(unit))).toBe(hex(payload));
        expect(typeOf(unit)).toBe(NAL.idr);
      }),
    );
  });
});

describe('a parameter set', () => {
  test('says how frames are numbered, and how large they are', () => {
    expect(readSequence(spsOf())).toEqual(sequence);
  });

  test.each([{order: 0}, {references: 3}, {frames: 0}, {matrices: 1}])(
    'with %o is refused',
    changes => expect(() => readSequence(spsOf(changes))).toThrow(/The video|Frames of/),
  );
});

test('a slice moves on by the frames before it, round its 4 bits, and else stays', () => {
  for (const [from, by] of [
    [1, 0],
    [1, 3],
    [14, 5],
    [9, 240],
  ]) {
    const moved = moveOn(sliceOf(NAL.slice, from), sequence, by);
    expect(hex(moved)).toBe(hex(sliceOf(NAL.slice, (from + by) % 16)));
  }
});

test('frames that are held are slices of few bytes, numbered on from the last key frame', () => {
  const holder = new FrameHolder([spsOf(), bytes('68 ee 3c 80')]);
  expect(hex(holder.head)).toBe(
    ['', hex(spsOf()), '68ee3c80', hex(heldPps())].join('00000001'),
  );
  const pictures: [number, number, number][] = [
    // What it is, its number in the video as encoded, how long it stands.
    [NAL.idr, 0, 3],
    [NAL.slice, 1, 1],
    [NAL.slice, 2, 20],
    [NAL.idr, 0, 1],
    [NAL.slice, 1, 2],
  ];
  const out = pictures.map(([type, number, times]) =>
    holder.next([sliceOf(type, number)], times).map(one => {
      expect(hex(one.subarray(0, 4))).toBe('00000001');
      return one.subarray(4);
    }),
  );
  expect(out.map(units => units.length)).toEqual([3, 1, 20, 1, 2]);
  const numbers = out.map(units => units.map(frameNumOf));
  expect(numbers.flat()).toEqual(
    [...Array(24).keys(), 0, 1, 2].map(number => number % 16),
  );
  expect(hex(out[0][1])).toBe(hex(heldSlice(sequence, 1)));
  expect(out[2][19].length).toBeLessThan(12);
});
