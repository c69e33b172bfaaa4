import type {Box} from './box.ts';

/** A plate of a stack: a layer, or several that are left out. */
export interface Plate {
  /** Number of its layer; of several, the first. */
  layer: number;
  /** How many layers it stands for. */
  layers: number;
  /** Where it lies in the pile, and in the open column. */
  folded: Box;
  open: Box;
}

/** At most so many plates are drawn one by one. */
const MOST = 8;
const GAP = 16;
const PILE = {x: 20, y: -20, most: 4, height: 200} as const;
const MOST_HEIGHT = 132;

/**
 * Lay out a stack of equal layers, folded into a pile and open as a column. Of many, the
 * first and the last ones are drawn, and one plate stands for those between.
 *
 * @param count - How many layers.
 */
export function stackPlan(count: number, box: Box): Plate[] {
  const layers = platesOf(count);
  const step = Math.min(MOST_HEIGHT + GAP, (box.height + GAP) / layers.length);
  const height = step - GAP;
  const used = layers.length * step - GAP;
  const top = box.y + (box.height - used) / 2;
  const front = Math.min(PILE.height, box.height + PILE.most * PILE.y);
  const behind = Math.min(PILE.most, layers.length) - 1;
  return layers.map((plate, i) => {
    const depth = Math.min(i, behind);
    return {
      ...plate,
      open: {x: box.x, y: top + i * step, width: box.width, height},
      folded: {
        x: box.x + depth * PILE.x,
        y: box.y + (box.height - front - behind * PILE.y) / 2 + depth * PILE.y,
        width: box.width - behind * PILE.x,
        height: front,
      },
    };
  });
}

function platesOf(count: number): {layer: number; layers: number}[] {
  const each = (from: number, to: number): {layer: number; layers: number}[] =>
    Array.from({length: to - from}, (_, i) => ({layer: from + i, layers: 1}));
  if (count <= MOST) return each(0, count);
  const [first, last] = [3, 2];
  return [
    ...each(0, first),
    {layer: first, layers: count - first - last},
    ...each(count - last, count),
  ];
}
