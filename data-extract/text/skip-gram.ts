/** A word that is given, and one near it that is to be guessed, by their places in a text. */
export interface SkipGramPair {
  input: number;
  output: number;
}

/** Places up to `window` words before and after one, without its own. */
export function neighboursOf(place: number, count: number, window: number): number[] {
  const first = Math.max(0, place - window);
  const last = Math.min(count - 1, place + window);
  const places: number[] = [];
  for (let i = first; i <= last; i++) if (i !== place) places.push(i);
  return places;
}

/** All pairs of a text of `count` words, as the window slides over it. */
export function skipGramPairs(count: number, window: number): SkipGramPair[] {
  return Array.from({length: count}, (_, input) =>
    neighboursOf(input, count, window).map(output => ({input, output})),
  ).flat();
}
