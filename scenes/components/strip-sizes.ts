/** Sizes of a token's chip, in pixels. */
export interface ChipSize {
  /** Size of the label, and of the id and notes below. */
  size: number;
  noteSize: number;
  height: number;
}

/** From large to small: the largest can be read from the back row, the least on a phone. */
const LABELS = [64, 60, 56, 52, 48, 44, 40, 36, 32, 28] as const;
/** Beside other pictures they are no larger than this. */
const COMPACT = 40;
/** Height of a chip by the size of its label: roomy, and where there is little room. */
const ROOMY = 2.375;
const DENSE = 1.65;
const NOTE = 0.72;
const LEAST_NOTE = 28;

/** Sizes to try, the best first: to fill a room, or to leave most of it to others. */
export function chipSizes(how: 'fill' | 'compact'): ChipSize[] {
  const labels = LABELS.filter(size => how === 'fill' || size <= COMPACT);
  const roomy = labels.map(size => chip(size, ROOMY));
  return [...roomy, chip(LABELS[LABELS.length - 1], DENSE)];
}

const chip = (size: number, ratio: number): ChipSize => ({
  size,
  noteSize: Math.max(LEAST_NOTE, Math.round(size * NOTE)),
  height: Math.round(size * ratio),
});
