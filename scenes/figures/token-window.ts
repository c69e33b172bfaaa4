import type {ReadTokens} from './without-padding.ts';

/** A run of tokens, `first` up to `end`, of so many. */
export interface TokenWindow {
  first: number;
  end: number;
  all: number;
  /** How many padding tokens there are besides, of which none is drawn. */
  padding: number;
}

/**
 * The tokens of a long text that a figure has room for: those that lead to the one that
 * is asked about, and where it stands near the start those behind it.
 *
 * @param read - The tokens of the text.
 * @param asked - Position of the token that must be among them.
 * @param most - How many there is room for.
 */
export function tokenWindow(
  {tokens: {length: all}, padding}: Pick<ReadTokens, 'tokens' | 'padding'>,
  asked: number,
  most: number,
): TokenWindow {
  if (all <= most) return {first: 0, end: all, all, padding};
  const end = Math.min(all, Math.max(asked + 1, most));
  return {first: end - most, end, all, padding};
}

/** Whether it leaves tokens out. */
export const isPart = ({first, end, all}: TokenWindow): boolean => end - first < all;
