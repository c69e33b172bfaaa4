/**
 * Of many things so many, evenly spread, the first and the last among them.
 *
 * @param count - How many things there are.
 * @param most - At most so many of them; 2 or more.
 */
export function evenly(count: number, most: number): number[] {
  if (count <= most) return Array.from({length: count}, (_, i) => i);
  return Array.from({length: most}, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}
