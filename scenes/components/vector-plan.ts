import type {Box} from './box.ts';

/** How a vector is laid out. */
export interface VectorPlan {
  /** Numbers of the components that are drawn, in order. */
  shown: readonly number[];
  /** Place of each drawn cell. */
  cells: readonly Box[];
  /** Parts of the vector: their places, gaps left out. */
  parts: readonly Box[];
}

export interface VectorShape {
  length: number;
  axis: 'across' | 'down';
  /** At most so many cells are drawn. */
  most: number;
  /** Number of equal parts with a gap between them; 1 for none. */
  parts: number;
  /** Gap between parts in pixels. */
  gap: number;
}

/**
 * Lay a vector out in a box. Of a longer one than can be drawn, every n-th component is
 * drawn: each cell is a number that is there.
 */
export function planVector(
  {length, axis, most, parts, gap}: VectorShape,
  box: Box,
): VectorPlan {
  const every = Math.ceil(length / most);
  const perPart = Math.ceil(length / parts);
  const groups = Array.from({length: parts}, (_, part) =>
    componentsOf(part * perPart, Math.min(length, (part + 1) * perPart), every),
  );
  const shown = groups.flat();
  const along = axis === 'across' ? box.width : box.height;
  const size = (along - gap * (parts - 1)) / Math.max(1, shown.length);
  const place = (start: number, extent: number): Box =>
    axis === 'across'
      ? {...box, x: box.x + start, width: extent}
      : {...box, y: box.y + start, height: extent};
  let before = 0;
  const placed = groups.map((group, part) => {
    const start = before * size + part * gap;
    before += group.length;
    return {
      part: place(start, group.length * size),
      cells: group.map((_, i) => place(start + i * size, size)),
    };
  });
  return {
    shown,
    cells: placed.flatMap(({cells}) => cells),
    parts: placed.map(({part}) => part),
  };
}

function componentsOf(from: number, to: number, every: number): number[] {
  const length = Math.max(0, Math.ceil((to - from) / every));
  return Array.from({length}, (_, i) => from + i * every);
}
