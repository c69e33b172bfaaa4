import type {Box} from './box.ts';

/** Where the bars of some shares lie. */
export interface BarsPlan {
  /** Right end of the labels. */
  labelRight: number;
  /** Left end of the bars, and the width of one that stands for everything. */
  left: number;
  whole: number;
  /** Top and height of each bar. */
  tops: readonly number[];
  height: number;
}

const HIGHEST = 64;
const PITCH = 84;
const LABEL_AIR = 30;
/** Room for the percentage after the longest bar, in pixels. */
const FIGURE = 110;

/**
 * Lay bars out in a box.
 *
 * @param count - Bars, everything else included.
 * @param label - Width of the longest label in pixels.
 * @param largest - Largest share: its bar takes the room that there is.
 */
export function planBars(
  box: Box,
  {count, label, largest}: {count: number; label: number; largest: number},
): BarsPlan {
  const pitch = Math.min(PITCH, box.height / count);
  const height = Math.min(HIGHEST, pitch * 0.76);
  const left = box.x + label + LABEL_AIR;
  const room = box.x + box.width - left - FIGURE;
  return {
    labelRight: box.x + label,
    left,
    whole: room / Math.max(largest, 1e-6),
    tops: Array.from({length: count}, (_, i) => box.y + i * pitch),
    height,
  };
}

/**
 * The shares that are drawn, and what is left: together they are all there is.
 *
 * @param shares - From best to least, or in any order.
 */
export function restOf(shares: Iterable<number>): number {
  let sum = 0;
  for (const share of shares) sum += share;
  return Math.max(0, 1 - sum);
}
