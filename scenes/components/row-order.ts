/** How near two places may be so that neither hides the other, and where one does. */
const NEAR = {clear: 0.85, hidden: 0.5} as const;

/** 0 to 1: how far a row on its way to another place is clear of those that it passes. */
export function clearOf(order: readonly number[], slot: number): number {
  const own = order[slot];
  let nearest = Infinity;
  for (let other = 0; other < slot; other++) {
    nearest = Math.min(nearest, Math.abs(order[other] - own));
  }
  const clear = (nearest - NEAR.hidden) / (NEAR.clear - NEAR.hidden);
  return Math.min(1, Math.max(0, clear));
}

/**
 * 0 to 1: how far a place is in sight. Rows fade at both ends of a table that scrolls, above
 * before they reach its titles; below 0 they are beyond.
 *
 * @param place - From the row at the top.
 * @param visible - How many rows there is room for.
 */
export const inSight = (place: number, visible: number): number =>
  Math.min(1, 1 + 2 * place, visible - place);

/** Which row must be at the top so that a place is in the middle, as far as rows go. */
export function firstFor(
  place: number,
  {count, visible}: {count: number; visible: number},
): number {
  const middle = Math.round(place - (visible - 1) / 2);
  return Math.max(0, Math.min(count - visible, middle));
}

/** Places on their way to others. */
export const lerpPlaces = (
  from: readonly number[],
  to: readonly number[],
  t: number,
): readonly number[] => to.map((place, i) => from[i] + (place - from[i]) * t);
