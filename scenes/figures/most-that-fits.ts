/**
 * The largest number from `most` down to 1 that fits; 1 where none does. Pure.
 *
 * @remarks
 * All are tried in turn: more tokens on more lines are drawn smaller, and may take less
 * height than fewer.
 */
export function mostThatFits(most: number, fits: (count: number) => boolean): number {
  for (let count = most; count > 1; count--) if (fits(count)) return count;
  return 1;
}
