import type {Box} from './box.ts';

/** Blocks of one group, in frame coordinates. */
export interface GroupPlan {
  /** Top of its first row of blocks. */
  top: number;
  /** Height of all its rows. */
  height: number;
  /** Whole and broken blocks that it takes; the last one may be a part. */
  blocks: number;
}

/** How parameters are drawn as blocks. */
export interface BlocksPlan {
  /** Parameters of one block: 1, 2 or 5 times a power of ten. */
  unit: number;
  /** Blocks in a row, and distance between two. */
  columns: number;
  step: number;
  groups: GroupPlan[];
}

const MOST_BLOCKS = 420;
const MOST_STEP = 44;
const GAP = 26;
/** Rows of a group are at least as high as its label of two lines. */
const LEAST_HEIGHT = 74;

/**
 * Choose a unit and lay out groups of blocks below each other, as large as fits.
 *
 * @param counts - Parameters of each group.
 * @param box - Room for blocks alone.
 */
export function blocksPlan(counts: readonly number[], box: Box): BlocksPlan {
  const unit = unitOf(counts.reduce((sum, count) => sum + count, 0));
  const blocks = counts.map(count => Math.max(1, Math.ceil(count / unit - 1e-9)));
  for (let step = MOST_STEP; step > 6; step--) {
    const columns = Math.floor(box.width / step);
    const heights = blocks.map(own =>
      Math.max(LEAST_HEIGHT, Math.ceil(own / columns) * step),
    );
    const used =
      heights.reduce((sum, height) => sum + height, 0) + GAP * (counts.length - 1);
    if (used > box.height && step > 7) continue;
    let y = box.y + Math.max(0, (box.height - used) / 2);
    const groups = heights.map((height, i) => {
      const top = y;
      y += height + GAP;
      return {top, height, blocks: blocks[i]};
    });
    return {unit, columns, step, groups};
  }
  throw new RangeError(
    `${counts.length} groups of parameters are too many for a picture`,
  );
}

/** The smallest round number of parameters of which not too many blocks are needed. */
export function unitOf(total: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) {
      if (total / (digit * power) <= MOST_BLOCKS) return digit * power;
    }
  }
}
