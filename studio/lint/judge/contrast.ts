import {contrast} from '../../../scenes/theme/contrast.ts';
import {areaOf, boundsOf} from './geometry.ts';
import type {Quad} from './record.ts';

/** Pixels of a picture, four bytes each, row by row. */
export interface Pixels {
  data: Uint8ClampedArray | Uint8Array;
  /** Order of the bytes: how the browser has them costs least to read. */
  order: 'RGBA' | 'BGRA';
  width: number;
  height: number;
}

/** A frame as it is, and without any text. */
export interface Painted {
  whole: Pixels;
  bare: Pixels;
}

/** Three pictures of one frame. */
export interface Passes extends Painted {
  /** With each text in a colour of its own, see {@link markOf}. */
  marked: Pixels;
}

/** The pixels of a text in which it is seen. */
export interface Glyphs {
  /** Those that its glyphs fill; of strokes too thin for that, those that they fill most. */
  solid: readonly number[];
  /** The smallest upright box, in pixels, around all of it that is seen. */
  box: {left: number; top: number; right: number; bottom: number};
}

/** What can be seen of a text. */
export interface Seen {
  /** Contrast with what is really painted behind it, 1 to 21. */
  contrast: number;
  box: Glyphs['box'];
}

/** Text is judged by its worst tenth: a line that passes behind one stem is no matter. */
const WORST = 0.1;

/** Strokes of larger text fill some pixels wholly, and only those say whose they are. */
const THIN = 20;
/** Of a thin stroke, a pixel that is filled by less says nothing about whose it is. */
const LEAST = 0.3;

/** Glyphs fill at least so much of their ink's box; less is a stray pixel. */
const FILLED = 0.02;

/** Colour `0xRRGGBB` that marks the text of a number; neighbours differ widely. */
export const markOf = (index: number): number => ((index + 1) * 0x9e3779b1) & 0xffffff;

/**
 * What can be seen of a text, and how well.
 *
 * @param index - The text's number, which gives its mark.
 * @param quad - Corners of the text in pixels.
 * @param size - Of its font in pixels.
 * @returns `null` where it is covered or clipped.
 */
export function seenOf(
  passes: Passes,
  index: number,
  quad: Quad,
  size: number,
): Seen | null {
  const glyphs = glyphsOf(passes, index, quad, size);
  return glyphs && {contrast: contrastOf(passes, glyphs), box: glyphs.box};
}

/**
 * Contrast of a text with what is painted behind it: that of the worst tenth of the pixels
 * that its glyphs fill.
 */
export function contrastOf(
  {whole, bare}: Painted,
  {solid}: Pick<Glyphs, 'solid'>,
): number {
  const [fronts, backs] = [wordsOf(whole), wordsOf(bare)];
  // Nearly all pixels of a text are the same two colours.
  const counts = new Map<number, number>();
  for (const pixel of solid) {
    const key = (fronts[pixel] & RGB) * 2 ** 24 + (backs[pixel] & RGB);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const ratios = [...counts].map(([key, count]) => {
    const [front, back] = [Math.floor(key / 2 ** 24), key % 2 ** 24];
    const ratio = contrast(colorOf(front, whole.order), colorOf(back, bare.order));
    return {ratio, count};
  });
  ratios.sort((a, b) => a.ratio - b.ratio);
  let left = Math.floor(solid.length * WORST);
  return ratios.find(({count}) => (left -= count) < 0)?.ratio ?? NaN;
}

/**
 * Where a text is seen: pixels that its glyphs fill and nothing covers. That is a matter of
 * layout, the same in every theme.
 *
 * @returns `null` where it is covered or clipped. See {@link seenOf}.
 */
export function glyphsOf(
  {bare, marked}: Pick<Passes, 'bare' | 'marked'>,
  index: number,
  quad: Quad,
  size: number,
): Glyphs | null {
  const least = size < THIN ? LEAST : 1;
  const {width, height} = bare;
  const [backs, fronts] = [wordsOf(bare), wordsOf(marked)];
  const mark = wordOf(markOf(index), marked.order);
  const {left, top, right, bottom} = boundsOf(quad);
  const box = {left: Infinity, top: Infinity, right: 0, bottom: 0};
  const full: number[] = [];
  let most: number[] = [];
  let [count, share] = [0, 0];
  for (let y = Math.max(0, Math.floor(top) - 1); y < Math.min(height, bottom + 1); y++) {
    for (let x = Math.max(0, Math.floor(left) - 1); x < Math.min(width, right + 1); x++) {
      const pixel = y * width + x;
      // Most of a text's box is nothing of it.
      if (fronts[pixel] === backs[pixel]) continue;
      const isFull = (fronts[pixel] & RGB) === mark;
      if (!isFull && least === 1) continue;
      const filled = isFull ? 1 : shareOf(backs[pixel], fronts[pixel], mark);
      if (filled < least) continue;
      count++;
      box.left = Math.min(box.left, x);
      box.top = Math.min(box.top, y);
      box.right = Math.max(box.right, x + 1);
      box.bottom = Math.max(box.bottom, y + 1);
      if (isFull) full.push(pixel);
      if (filled > share * 1.1) most = [];
      share = Math.max(share, filled);
      if (filled > share * 0.9) most.push(pixel);
    }
  }
  if (count < Math.max(1, FILLED * areaOf(quad))) return null;
  return {solid: full.length > 0 ? full : most, box};
}

/** The part of a pixel's word that says its colour. */
const RGB = 0xffffff;

/** The pixels of a picture as words; the first byte in memory is the lowest of a word. */
const wordsOf = ({data}: Pixels): Uint32Array =>
  new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);

/** A colour `0xRRGGBB` as in the words of a picture, and back. */
const wordOf = (rgb: number, order: Pixels['order']): number =>
  order === 'BGRA' ? rgb : ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16);

const channels = (rgb: number): [number, number, number] => [
  rgb >> 16,
  (rgb >> 8) & 255,
  rgb & 255,
];

/** How much of a pixel the text with this mark fills, 0 to 1; 0 for other changes. */
function shareOf(behind: number, seen: number, mark: number): number {
  let [moved, whole] = [0, 0];
  for (let shift = 0; shift < 24; shift += 8) {
    const from = (behind >> shift) & 255;
    moved += Math.abs(((seen >> shift) & 255) - from);
    whole += Math.abs(((mark >> shift) & 255) - from);
  }
  const share = moved / whole;
  for (let shift = 0; shift < 24; shift += 8) {
    const from = (behind >> shift) & 255;
    const mixed = from + share * (((mark >> shift) & 255) - from);
    if (!(Math.abs(mixed - ((seen >> shift) & 255)) < 8)) return 0;
  }
  return Math.min(share, 0.99);
}

function colorOf(
  word: number,
  order: Pixels['order'],
): {mode: 'rgb'; r: number; g: number; b: number} {
  const [r, g, b] = channels(wordOf(word, order)).map(value => value / 255);
  return {mode: 'rgb', r, g, b};
}
