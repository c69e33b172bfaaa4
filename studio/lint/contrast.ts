import {contrast} from '../../scenes/theme/contrast.ts';

/** Pixels of a picture as RGBA, row by row. */
export interface Pixels {
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}

/** Three pictures of one frame. */
export interface Passes {
  /** As it is. */
  whole: Pixels;
  /** Without any text. */
  bare: Pixels;
  /** With each text in a colour of its own, see {@link markOf}. */
  marked: Pixels;
}

/** A box of pixels; right and bottom are exclusive. */
export interface PixelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Text is judged by its worst tenth: a line that passes behind one stem is no matter. */
const WORST = 0.1;

/** A pixel that is covered by less than this part says nothing about whose it is. */
const LEAST = 0.3;

/** Colour `0xRRGGBB` that marks the text of a number; neighbours differ widely. */
export const markOf = (index: number): number => ((index + 1) * 0x9e3779b1) & 0xffffff;

/**
 * Contrast of a text with what is really painted behind it: the worst tenth of the
 * pixels that its glyphs fill.
 *
 * @param index - The text's number, which gives its mark.
 * @param box - Where the text lies.
 * @returns 1 to 21, or `null` where no pixel of it is seen.
 */
export function contrastOf(passes: Passes, index: number, box: PixelBox): number | null {
  const filled = pixelsOf(passes, markOf(index), box);
  // Nearly all pixels of a text are the same two colours.
  const known = new Map<number, number>();
  const ratios = filled.map(pixel => {
    const [front, back] = [rgbAt(passes.whole, pixel), rgbAt(passes.bare, pixel)];
    const key = front * 2 ** 24 + back;
    const ratio = known.get(key) ?? contrast(colorOf(front), colorOf(back));
    known.set(key, ratio);
    return ratio;
  });
  ratios.sort((a, b) => a - b);
  return ratios.length === 0 ? null : ratios[Math.floor(ratios.length * WORST)];
}

/**
 * Pixels that a text's glyphs fill and nothing covers. Strokes too thin to fill a pixel
 * anywhere are found where the mark has changed the picture most.
 */
function pixelsOf({bare, marked}: Passes, mark: number, box: PixelBox): number[] {
  const {width, height} = bare;
  const full: number[] = [];
  const partial: number[] = [];
  let most = 0;
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y++) {
    for (let x = Math.max(0, box.left); x < Math.min(width, box.right); x++) {
      const pixel = y * width + x;
      const changed = distance(rgbAt(bare, pixel), rgbAt(marked, pixel));
      if (changed === 0) continue;
      if (rgbAt(marked, pixel) === mark) full.push(pixel);
      else if (isBetween(bare, marked, pixel, mark)) {
        if (changed > most * 1.1) partial.length = 0;
        most = Math.max(most, changed);
        if (changed > most * 0.9) partial.push(pixel);
      }
    }
  }
  return full.length > 0 ? full : partial;
}

const rgbAt = ({data}: Pixels, pixel: number): number =>
  (data[4 * pixel] << 16) | (data[4 * pixel + 1] << 8) | data[4 * pixel + 2];

const channels = (rgb: number): [number, number, number] => [
  rgb >> 16,
  (rgb >> 8) & 255,
  rgb & 255,
];

function distance(a: number, b: number): number {
  const from = channels(a);
  return channels(b).reduce((sum, value, i) => sum + Math.abs(value - from[i]), 0);
}

/** Whether a pixel is a mixture of what is behind the text and the text's mark. */
function isBetween(bare: Pixels, marked: Pixels, pixel: number, mark: number): boolean {
  const behind = rgbAt(bare, pixel);
  const seen = rgbAt(marked, pixel);
  const share = distance(behind, seen) / distance(behind, mark);
  if (share < LEAST) return false;
  const [from, at, to] = [behind, seen, mark].map(channels);
  return at.every(
    (value, i) => Math.abs(from[i] + share * (to[i] - from[i]) - value) < 8,
  );
}

function colorOf(rgb: number): {mode: 'rgb'; r: number; g: number; b: number} {
  const [r, g, b] = channels(rgb).map(value => value / 255);
  return {mode: 'rgb', r, g, b};
}
