/** How values become lengths of bars that start from one line. */
export interface BarScale {
  /** From the left end of the room to the line, in pixels. */
  zero: number;
  /** Pixels of a bar of value 1. */
  unit: number;
}

/**
 * Share a room among bars to the right and, where there are negative values, to the left:
 * each side gets as much as its longest needs, on one scale.
 *
 * @param values - All values that have a bar.
 * @param limit - Value of the longest bar on each side, or the largest that there is.
 * @param room - Width of all, and that of the widest figure, which stands behind its bar.
 * @param most - Pixels that a bar of value 1 may have at most.
 */
export function scaleBars(
  values: readonly number[],
  limit: number | 'largest',
  room: {width: number; figure: number},
  most = Infinity,
): BarScale {
  const isSigned = values.some(value => value < 0);
  const after = limit === 'largest' ? Math.max(0, ...values) : limit;
  const before = !isSigned ? 0 : limit === 'largest' ? -Math.min(...values) : limit;
  const left = Math.max(0, room.width - room.figure * (isSigned ? 2 : 1));
  const unit = Math.min(most, left / (after + before || 1));
  return {zero: isSigned ? room.figure + before * unit : 0, unit};
}
