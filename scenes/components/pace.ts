/** How a picture of many steps goes through them: so many at once, from some step on. */
export interface StepPace {
  from: number;
  stride: number;
}

/** Every step by itself. */
export const SINGLE: StepPace = {from: 0, stride: 1};

/**
 * The two states that a picture is between.
 *
 * @param made - How many steps have been made; fractions are on their way.
 * @param total - How many there are.
 * @returns The states, as numbers of steps, and how far it is from one to the other, 0 to 1.
 */
export function between(
  made: number,
  total: number,
  {from, stride}: StepPace,
): {before: number; after: number; t: number} {
  if (made >= total) return {before: total, after: total, t: 0};
  const done = (made - from) / stride;
  const before = Math.min(total, from + Math.floor(done) * stride);
  const after = Math.min(total, before + stride);
  const span = after - before;
  return {before, after, t: span > 0 ? (made - before) / span : 0};
}
