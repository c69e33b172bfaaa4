import {BitReader, BitWriter} from './bits.ts';
import {NAL, payloadOf, unitOf} from './nal-unit.ts';

/** What of a sequence parameter set matters for frames that are put in between. */
export interface Sequence {
  /** Bits of `frame_num` in slice headers. */
  frameNumBits: number;
  /** Macroblocks of a picture. */
  macroblocks: number;
}

/** Profiles whose sets tell of chroma and depths, H.264 clause 7.3.2.1.1. */
const HIGH = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];

/**
 * Read a sequence parameter set.
 *
 * @throws Error where frames cannot be put between those of the stream: they are decoded
 * in another order than shown, or refer to more than the one before.
 */
export function readSequence(unit: Uint8Array): Sequence {
  const bits = new BitReader(payloadOf(unit));
  const profile = bits.bits(8);
  bits.bits(16);
  bits.ue();
  if (HIGH.includes(profile)) {
    if (bits.ue() === 3) bits.bits(1);
    bits.ue();
    bits.ue();
    bits.bits(1);
    if (bits.bits(1)) throw new Error('The video has scaling matrices of its own.');
  }
  const frameNumBits = bits.ue() + 4;
  const order = bits.ue();
  const references = bits.ue();
  bits.bits(1);
  const macroblocks = (bits.ue() + 1) * (bits.ue() + 1);
  const progressive = bits.bits(1) === 1;
  if (order !== 2 || references !== 1 || !progressive)
    throw new Error('Frames of the video refer to others than the one before.');
  return {frameNumBits, macroblocks};
}

/** Number of the picture parameter set that slices of {@link heldSlice} go by. */
const HELD_PPS = 1;

/**
 * A picture parameter set for pictures that repeat the one before: what is simplest to
 * say, whatever the pictures of the encoder are coded with.
 */
export function heldPps(): Uint8Array {
  const bits = new BitWriter()
    .ue(HELD_PPS)
    .ue(0) // sequence
    .bits(0, 1) // no arithmetic code
    .bits(0, 1)
    .ue(0) // slice groups
    .ue(0) // one reference
    .ue(0)
    .bits(0, 3) // no weights
    .ue(0) // quantizers and their offset
    .ue(0)
    .ue(0)
    .bits(1, 1) // slices say whether edges are filtered
    .bits(0, 2);
  return unitOf(0x60 | NAL.pps, bits.payload());
}

/**
 * A picture that is the one before: a slice that skips every macroblock.
 *
 * @param frameNum - Number of the picture since the last one that stands alone.
 */
export function heldSlice(
  {frameNumBits, macroblocks}: Sequence,
  frameNum: number,
): Uint8Array {
  const bits = new BitWriter()
    .ue(0) // first macroblock
    .ue(5) // all slices of the picture are P
    .ue(HELD_PPS)
    .bits(frameNum % 2 ** frameNumBits, frameNumBits)
    .bits(0, 1) // as many references as the set says
    .bits(0, 1) // in their usual order
    .bits(0, 1) // and none is marked
    .ue(0) // quantizer
    .ue(1) // edges are left as they are
    .ue(macroblocks); // skipped
  return unitOf(0x40 | NAL.slice, bits.payload());
}

/** A slice with its `frame_num` moved on. @param by - How many pictures came in before. */
export function moveOn(
  slice: Uint8Array,
  {frameNumBits}: Sequence,
  by: number,
): Uint8Array {
  if (by === 0) return slice;
  const payload = payloadOf(slice);
  const bits = new BitReader(payload);
  for (let i = 0; i < 3; i++) bits.ue();
  const at = bits.position;
  const number = (bits.bits(frameNumBits) + by) % 2 ** frameNumBits;
  for (let i = 0; i < frameNumBits; i++) {
    const mask = 0x80 >> ((at + i) & 7);
    const bit = Math.floor(number / 2 ** (frameNumBits - 1 - i)) % 2;
    if (bit) payload[(at + i) >> 3] |= mask;
    else payload[(at + i) >> 3] &= ~mask;
  }
  return unitOf(slice[0], payload);
}
