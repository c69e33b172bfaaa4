import type {CapturedToken} from '../../data-extract/text/token.ts';

/** The tokens of a text that are not padding. */
export interface ReadTokens {
  tokens: readonly CapturedToken[];
  /** The position of each in the capture. */
  places: readonly number[];
  /** How many padding tokens were left out: nothing attends to them. */
  padding: number;
}

export function withoutPadding(all: readonly CapturedToken[]): ReadTokens {
  const places = all.flatMap((token, i) => (token.padding ? [] : [i]));
  return {
    tokens: places.map(place => all[place]),
    places,
    padding: all.length - places.length,
  };
}
