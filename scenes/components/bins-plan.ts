import type {Box} from './box.ts';

/** One token in one expert's bin. */
export interface BinEntry {
  token: number;
  expert: number;
  /** Place in the bin, 0 at the bottom. */
  level: number;
}

/** Where bins and their entries lie, in frame coordinates. */
export interface BinsPlan {
  /** Left edge of the first bin, width of a bin, and distance between two. */
  left: number;
  width: number;
  step: number;
  /** Bottom of the entries. */
  bottom: number;
  /** Height of an entry, and distance between two. */
  height: number;
  rise: number;
  /** Whether entries have room for their labels. */
  labelled: boolean;
}

const MOST = {width: 190, height: 46} as const;
const GAP = {bin: 24, entry: 5} as const;
const LABELLED = 36;

/**
 * Drop tokens into the bins of their experts, in the order of the text.
 *
 * @param choices - By token: the experts that were chosen.
 * @param experts - How many there are.
 */
export function fillBins(
  choices: readonly (readonly number[])[],
  experts: number,
): BinEntry[] {
  const heights = Array.from({length: experts}, () => 0);
  return choices.flatMap((chosen, token) =>
    chosen.map(expert => ({token, expert, level: heights[expert]++})),
  );
}

/**
 * Lay out bins side by side.
 *
 * @param size - How many experts, and entries in the fullest bin (or the lid above it).
 * @param box - Room for entries alone.
 */
export function binsPlan(size: {experts: number; highest: number}, box: Box): BinsPlan {
  const step = Math.min(MOST.width + GAP.bin, box.width / size.experts);
  const width = step - GAP.bin;
  const rise = Math.min(MOST.height + GAP.entry, box.height / Math.max(1, size.highest));
  const used = size.experts * step - GAP.bin;
  return {
    left: box.x + (box.width - used) / 2,
    width,
    step,
    bottom: box.y + box.height,
    height: Math.max(1, rise - Math.min(GAP.entry, rise * 0.2)),
    rise,
    labelled: rise - GAP.entry >= LABELLED && width >= 90,
  };
}
