import {distance} from 'fastest-levenshtein';

/**
 * The known name that someone who wrote another one most likely meant, e.g. `name` for
 * `nmae`: the fewest letters apart, whatever their case, or one that begins like it.
 *
 * @returns `null` where none is near.
 */
export function nearestName(written: string, known: readonly string[]): string | null {
  const own = written.toLowerCase();
  const ranked = known
    .map(name => ({name, apart: distance(own, name.toLowerCase())}))
    .sort((a, b) => a.apart - b.apart);
  const [best] = ranked.filter(({name, apart}) => apart <= slack(own, name));
  if (best) return best.name;
  const longer = ranked.find(
    ({name}) => own.length >= 3 && name.toLowerCase().startsWith(own),
  );
  return longer?.name ?? null;
}

/** ` Did you mean "name"?` to follow a sentence, or nothing where no name is near. */
export function didYouMean(written: string, known: readonly string[]): string {
  const name = nearestName(written, known);
  return name === null ? '' : ` Did you mean "${name}"?`;
}

/** Two letters that change places count two: a word of four may be two apart. */
const slack = (a: string, b: string): number =>
  Math.min(3, Math.ceil(Math.max(a.length, b.length) / 3));
