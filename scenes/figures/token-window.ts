/** A run of tokens, `first` up to `end`, of so many. */
export interface TokenWindow {
  first: number;
  end: number;
  all: number;
}

/**
 * The tokens of a long text that a figure has room for: those that lead to the one that
 * is asked about, and where it stands near the start those behind it.
 *
 * @param all - How many tokens the text has.
 * @param asked - Position of the token that must be among them.
 * @param most - How many there is room for.
 */
export function tokenWindow(all: number, asked: number, most: number): TokenWindow {
  if (all <= most) return {first: 0, end: all, all};
  const end = Math.min(all, Math.max(asked + 1, most));
  return {first: end - most, end, all};
}

/** Whether it leaves tokens out. */
export const isPart = ({first, end, all}: TokenWindow): boolean => end - first < all;
