import type {Box} from './box.ts';

/** Boxes of at most this size: in a column, and in a grid. */
const MOST = {column: {width: 252, height: 66}, grid: {width: 380, height: 220}} as const;
/** Lower boxes have no room for text. */
const LEAST_HEIGHT = 44;
const GAP = {share: 0.3, most: 22} as const;

/**
 * Lay out experts in reading order downwards.
 *
 * @param count - How many.
 * @param box - Room for all of them.
 * @param wanted - Columns of a grid, at most; without it, as few as leave room for their names.
 */
export function expertPlan(count: number, box: Box, wanted?: number): Box[] {
  const high = Math.max(1, Math.floor(box.height / (LEAST_HEIGHT * (1 + GAP.share))));
  const rows = Math.ceil(count / (wanted ?? Math.ceil(count / high)));
  // Those that stay empty are not kept free.
  const columns = Math.ceil(count / rows);
  const most = wanted === undefined ? MOST.column : MOST.grid;
  // Gaps grow with the boxes, up to a size from which only the boxes do.
  const growing = box.height / (rows + GAP.share * (rows - 1));
  const beyond = (box.height - GAP.most * (rows - 1)) / rows;
  const height = Math.min(most.height, Math.max(growing, beyond));
  const step = height + Math.min(GAP.most, height * GAP.share);
  const width = Math.min(most.width, (box.width + GAP.most) / columns - GAP.most);
  const used = {
    width: columns * (width + GAP.most) - GAP.most,
    height: rows * step - (step - height),
  };
  const left = box.x + (box.width - used.width) / 2;
  const top = box.y + (box.height - used.height) / 2;
  return Array.from({length: count}, (_, i) => ({
    x: left + Math.floor(i / rows) * (width + GAP.most),
    y: top + (i % rows) * step,
    width,
    height,
  }));
}

/**
 * Which experts are drawn where there are too many: the most likely ones, in the order
 * of their numbers.
 *
 * @param shares - Of each expert.
 * @param most - At most so many.
 */
export function likelyExperts(shares: ArrayLike<number>, most: number): number[] {
  return Array.from(shares, (_, expert) => expert)
    .sort((a, b) => shares[b] - shares[a] || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}

/**
 * Weights of the chosen experts, spread over all: 0 for those that were not chosen.
 *
 * @param chosen - Numbers of experts.
 * @param weights - One per chosen expert.
 * @param count - How many experts there are.
 */
export function spreadWeights(
  chosen: readonly number[],
  weights: readonly number[],
  count: number,
): Float32Array {
  const all = new Float32Array(count);
  chosen.forEach((expert, i) => (all[expert] = weights[i]));
  return all;
}
