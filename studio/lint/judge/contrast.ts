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

/** Three pictures of one frame. */
export interface Passes {
  /** As it is. */
  whole: Pixels;
  /** Without any text. */
  bare: Pixels;
  /** With each text in a colour of its own, see {@link markOf}. */
  marked: Pixels;
}

/** What can be seen of a text. */
export interface Seen {
  /** Contrast with what is really painted behind it, 1 to 21. */
  contrast: number;
  /** The smallest upright box, in pixels, around all of it that is seen. */
  box: {left: number; top: number; right: number; bottom: number};
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
 * What can be seen of a text, and how well: its contrast is that of the worst tenth of
 * the pixels that its glyphs fill.
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
  const least = size < THIN ? LEAST : 1;
  const {solid, all} = pixelsOf(passes, markOf(index), quad, least);
  if (all.length < Math.max(1, FILLED * areaOf(quad))) return null;
  // Nearly all pixels of a text are the same two colours.
  const known = new Map<number, number>();
  const ratios = solid.map(pixel => {
    const [front, back] = [rgbAt(passes.whole, pixel), rgbAt(passes.bare, pixel)];
    const key = front * 2 ** 24 + back;
    const ratio = known.get(key) ?? contrast(colorOf(front), colorOf(back));
    known.set(key, ratio);
    return ratio;
  });
  ratios.sort((a, b) => a - b);
  return {
    contrast: ratios[Math.floor(ratios.length * WORST)],
    box: boxOf(all, passes.whole.width),
  };
}

/**
 * Pixels that a text's glyphs fill and nothing covers. `solid` are those that are filled
 * wholly; of strokes too thin to fill a pixel anywhere, those that are filled most.
 */
function pixelsOf(
  {bare, marked}: Passes,
  mark: number,
  quad: Quad,
  least: number,
): {solid: number[]; all: number[]} {
  const {width, height} = bare;
  const {left, top, right, bottom} = boundsOf(quad);
  const all: number[] = [];
  const full: number[] = [];
  let most: number[] = [];
  let share = 0;
  for (let y = Math.max(0, Math.floor(top) - 1); y < Math.min(height, bottom + 1); y++) {
    for (let x = Math.max(0, Math.floor(left) - 1); x < Math.min(width, right + 1); x++) {
      const pixel = y * width + x;
      const filled = shareOf(rgbAt(bare, pixel), rgbAt(marked, pixel), mark);
      if (filled < least) continue;
      all.push(pixel);
      if (filled === 1) full.push(pixel);
      if (filled > share * 1.1) most = [];
      share = Math.max(share, filled);
      if (filled > share * 0.9) most.push(pixel);
    }
  }
  return {solid: full.length > 0 ? full : most, all};
}

function boxOf(pixels: readonly number[], width: number): Seen['box'] {
  const box = {left: Infinity, top: Infinity, right: 0, bottom: 0};
  for (const pixel of pixels) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x + 1);
    box.bottom = Math.max(box.bottom, y + 1);
  }
  return box;
}

function rgbAt({data, order}: Pixels, pixel: number): number {
  const [first, green, third] = [
    data[4 * pixel],
    data[4 * pixel + 1],
    data[4 * pixel + 2],
  ];
  return order === 'RGBA'
    ? (first << 16) | (green << 8) | third
    : (third << 16) | (green << 8) | first;
}

const channels = (rgb: number): [number, number, number] => [
  rgb >> 16,
  (rgb >> 8) & 255,
  rgb & 255,
];

function distance(a: number, b: number): number {
  const from = channels(a);
  return channels(b).reduce((sum, value, i) => sum + Math.abs(value - from[i]), 0);
}

/** How much of a pixel the text with this mark fills, 0 to 1; 0 for other changes. */
function shareOf(behind: number, seen: number, mark: number): number {
  if (behind === seen) return 0;
  if (seen === mark) return 1;
  const share = distance(behind, seen) / distance(behind, mark);
  const [from, at, to] = [behind, seen, mark].map(channels);
  const mixed = at.every(
    (value, i) => Math.abs(from[i] + share * (to[i] - from[i]) - value) < 8,
  );
  return mixed ? Math.min(share, 0.99) : 0;
}

function colorOf(rgb: number): {mode: 'rgb'; r: number; g: number; b: number} {
  const [r, g, b] = channels(rgb).map(value => value / 255);
  return {mode: 'rgb', r, g, b};
}
