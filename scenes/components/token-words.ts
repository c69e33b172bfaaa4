import type {CapturedToken} from '../../data-extract/text/token.ts';

/** Neighbouring tokens, `first` up to `end`, that are pieces of one word or character. */
export interface TokenGroup {
  first: number;
  end: number;
  /** What they are pieces of. */
  text: string;
}

/** A word, or any other visible character. */
const UNIT = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s]\p{M}*/gu;

/**
 * Words, and characters made of bytes, that take several tokens.
 *
 * @param tokens - With their spans in `text`.
 * @remarks A token that reaches over the end of a word belongs to no group.
 */
export function tokenGroups(
  tokens: readonly (Pick<CapturedToken, 'start' | 'end'> & {special?: boolean})[],
  text: string,
): TokenGroup[] {
  return [...text.matchAll(UNIT)].flatMap(({0: unit, index}) => {
    const end = index + unit.length;
    const inside = tokens
      .map((token, i) => ({...token, i}))
      .filter(token => {
        const overlaps = token.start < end && token.end > index && !token.special;
        // The space before a word is part of its first token.
        const before = text.slice(token.start, Math.max(token.start, index)).trim();
        return overlaps && token.end <= end && before === '';
      });
    const covered = inside.at(0) !== undefined && inside.at(-1)?.end === end;
    if (!covered || inside.length < 2) return [];
    return [{first: inside[0].i, end: inside[inside.length - 1].i + 1, text: unit}];
  });
}
