/** Sizes of a token's chip, in pixels. */
export interface ChipSize {
  /** Size of the label, and of the id and notes below. */
  size: number;
  noteSize: number;
  height: number;
  /** Between lines of chips. */
  gap: number;
}

/** From large to small: the largest can be read from the back row, the least on a phone. */
const LABELS = [64, 60, 56, 52, 48, 44, 40, 36, 32, 28] as const;
/** Beside other pictures they are no larger than this. */
const COMPACT = 40;
/** Height of a chip, and between lines, by the size of its label: roomy, and dense. */
const ROOMY = {height: 2.375, gap: 0.5} as const;
const DENSE = {height: 1.65, gap: 0.25} as const;
const NOTE = 0.72;
const LEAST_NOTE = 28;

/** Sizes to try, the best first: to fill a room, or to leave most of it to others. */
export function chipSizes(how: 'fill' | 'compact'): ChipSize[] {
  const labels = LABELS.filter(size => how === 'fill' || size <= COMPACT);
  const roomy = labels.map(size => chip(size, ROOMY));
  return [...roomy, chip(LABELS[LABELS.length - 1], DENSE)];
}

const chip = (size: number, by: {height: number; gap: number}): ChipSize => ({
  size,
  noteSize: Math.max(LEAST_NOTE, Math.round(size * NOTE)),
  height: Math.round(size * by.height),
  gap: Math.round(size * by.gap),
});
