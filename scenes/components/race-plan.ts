/** A bar on its way between two rankings. */
export interface RacingBar<T> {
  /** What the bar is of, as the ranking that it is nearer to has it. */
  entry: T;
  /** Place in the ranking, 0 for the first; fractions on the way. */
  place: number;
  /** Length relative to the longest bar. */
  share: number;
  alpha: number;
}

interface Entry {
  count: number;
}

/**
 * Bars of the best entries between one ranking and the next: what stays moves to its new
 * place, what is gone fades where it was, what is new rises from below.
 *
 * @param t - 0 to 1: from the first ranking to the second.
 * @param keyOf - What makes two entries the same.
 */
export function raceBars<T extends Entry>(
  before: readonly T[],
  after: readonly T[],
  t: number,
  keyOf: (entry: T) => string,
): RacingBar<T>[] {
  const mix = (a: number, b: number): number => a + (b - a) * t;
  const longest = mix(
    largest(before) || largest(after),
    largest(after) || largest(before),
  );
  const share = (count: number): number => (longest > 0 ? count / longest : 0);
  const old = new Map(before.map((entry, place) => [keyOf(entry), {entry, place}]));
  const kept = after.map((entry, place): RacingBar<T> => {
    const was = old.get(keyOf(entry));
    if (!was) {
      return {
        entry,
        place: mix(after.length, place),
        share: share(entry.count),
        alpha: t,
      };
    }
    return {
      entry: t < 0.5 ? was.entry : entry,
      place: mix(was.place, place),
      share: share(mix(was.entry.count, entry.count)),
      alpha: 1,
    };
  });
  const stays = new Set(after.map(keyOf));
  const gone = before.flatMap((entry, place): RacingBar<T>[] =>
    stays.has(keyOf(entry))
      ? []
      : [
          {
            entry,
            place,
            share: Math.min(1, share(entry.count)),
            alpha: Math.max(0, 1 - 2 * t),
          },
        ],
  );
  return [...gone, ...kept];
}

const largest = (entries: readonly Entry[]): number =>
  Math.max(0, ...entries.map(({count}) => count));
