/**
 * Frames packed without loss, each as what differs from the one before it. Pictures of
 * ours are flat and change in few places, so a frame of 8 MB becomes some thousand bytes.
 *
 * A packed frame is a sequence of runs that covers its pixels: a word with the kind of the
 * run in its upper 2 bits and its length in the others, and the run's pixels, RGBA in one
 * word each. The frame before the first is transparent black.
 */

/** Kinds of runs: pixels of the frame before; one pixel over and over; pixels as given. */
const [SAME, FILL, GIVEN] = [0, 1, 2];
const LENGTH = 2 ** 30;
/** Shorter runs of what is the same are given, so that packing never adds much. */
const SHORT = 4;

/** At most so many words come of a frame of so many pixels. */
export const packedLimit = (pixels: number): number => pixels + 1;

/**
 * Pack a frame.
 *
 * @param before - The frame before it, as large.
 * @param out - Has room for {@link packedLimit} words from `at` on.
 * @returns Where the packed frame ends.
 */
export function packFrame(
  frame: Uint32Array,
  before: Uint32Array,
  out: Uint32Array,
  at: number,
): number {
  const {length} = frame;
  let given = -1;
  for (let i = 0; i < length;) {
    let end = i;
    while (end < length && frame[end] === before[end]) end++;
    if (end - i >= SHORT) {
      out[at++] = SAME * LENGTH + end - i;
      i = end;
      given = -1;
      continue;
    }
    const pixel = frame[i];
    end = i + 1;
    while (end < length && frame[end] === pixel) end++;
    if (end - i >= SHORT) {
      out[at++] = FILL * LENGTH + end - i;
      out[at++] = pixel;
      i = end;
      given = -1;
      continue;
    }
    if (given < 0) {
      given = at++;
      out[given] = GIVEN * LENGTH;
    }
    out[given]++;
    out[at++] = pixel;
    i++;
  }
  return at;
}

/**
 * Unpack a frame in place of the one before it.
 *
 * @param frame - The frame before; afterwards this one.
 * @param at - Where the packed frame begins in `packed`.
 * @param changed - Told of each half-open range of pixels that is written.
 * @returns Where it ends.
 * @throws RangeError where it breaks off or is larger than the frame.
 */
export function unpackFrame(
  packed: Uint32Array,
  at: number,
  frame: Uint32Array,
  changed: (from: number, to: number) => void = () => undefined,
): number {
  for (let i = 0; i < frame.length;) {
    if (at >= packed.length) throw new RangeError('a frame breaks off');
    const [kind, length] = [packed[at] >>> 30, packed[at] % LENGTH];
    at++;
    const words = kind === GIVEN ? length : kind;
    if (kind > GIVEN || length === 0 || i + length > frame.length)
      throw new RangeError('a frame has a run that it cannot have');
    if (at + words > packed.length) throw new RangeError('a frame breaks off');
    if (kind === FILL) frame.fill(packed[at], i, i + length);
    if (kind === GIVEN) frame.set(packed.subarray(at, at + length), i);
    if (kind !== SAME) changed(i, i + length);
    at += words;
    i += length;
  }
  return at;
}
