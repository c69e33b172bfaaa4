/** A bar on its way between two rankings. */
export interface RacingBar<T> {
  /** What the bar is of, as the ranking that it is nearer to has it. */
  entry: T;
  /** Place in the ranking, 0 for the first; fractions on the way. */
  place: number;
  /** Length relative to the longest bar. */
  share: number;
  alpha: number;
  /** Less than 1 while a bar that will stand higher passes: what is written there. */
  clear: number;
}

interface Entry {
  count: number;
}

/**
 * Bars of the best entries between one ranking and the next: what stays moves to its new
 * place, what is gone fades where it was, what is new rises from below.
 *
 * @param t - 0 to 1: from the first ranking to the second.
 * @param keyOf - What makes two entries the same; where the place does, nothing moves.
 */
export function raceBars<T extends Entry>(
  before: readonly T[],
  after: readonly T[],
  t: number,
  keyOf: (entry: T, place: number) => string,
): RacingBar<T>[] {
  type Moving = Omit<RacingBar<T>, 'clear'>;
  const mix = (a: number, b: number): number => a + (b - a) * t;
  const longest = mix(
    largest(before) || largest(after),
    largest(after) || largest(before),
  );
  const share = (count: number): number => (longest > 0 ? count / longest : 0);
  const old = new Map(
    before.map((entry, place) => [keyOf(entry, place), {entry, place}]),
  );
  let arrived = 0;
  const kept = after.map((entry, place): Moving => {
    const was = old.get(keyOf(entry, place));
    if (!was) {
      return {
        entry,
        place: mix(after.length + arrived++, place),
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
  const gone = before.flatMap((entry, place): Moving[] =>
    stays.has(keyOf(entry, place))
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
  return passing([...kept, ...gone]).reverse();
}

/** How near two places may be without writing in one hiding the other, and where it does. */
const NEAR = {from: 0.85, to: 0.5} as const;

/** @param bars - In the order of the ranking that they are on their way to. */
function passing<T>(bars: readonly Omit<RacingBar<T>, 'clear'>[]): RacingBar<T>[] {
  return bars.map((bar, i) => {
    const higher = bars.slice(0, i).filter(({alpha}) => alpha > 0);
    const nearest = Math.min(...higher.map(({place}) => Math.abs(place - bar.place)));
    const clear = (nearest - NEAR.to) / (NEAR.from - NEAR.to);
    return {...bar, clear: Math.min(1, Math.max(0, clear))};
  });
}

const largest = (entries: readonly Entry[]): number =>
  Math.max(0, ...entries.map(({count}) => count));
