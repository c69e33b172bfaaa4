import type {CapturedToken} from '../../data-extract/text/token.ts';

/** The tokens of a text that are not padding. */
export interface ReadTokens {
  tokens: readonly CapturedToken[];
  /** The position of each in the capture. */
  places: readonly number[];
  /** How many padding tokens were left out: nothing attends to them. */
  padding: number;
}

/** The tokens that values are of: of an encoder-decoder those that its decoder reads. */
export const tokensRead = ({
  tokens,
  target,
}: {
  tokens: readonly CapturedToken[];
  target: {tokens: readonly CapturedToken[]} | null;
}): readonly CapturedToken[] => target?.tokens ?? tokens;

export function withoutPadding(all: readonly CapturedToken[]): ReadTokens {
  const places = all.flatMap((token, i) => (token.padding ? [] : [i]));
  return {
    tokens: places.map(place => all[place]),
    places,
    padding: all.length - places.length,
  };
}
