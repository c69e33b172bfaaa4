/** A piece to be placed in a text. */
export interface Surface {
  /** What it stands for, `null` where the tokenizer had no token. */
  text: string | null;
}

/** A character of a text after folding, with its span in the text. */
interface Unit {
  folded: string;
  start: number;
  end: number;
}

/**
 * Places of pieces in a text that the tokenizer has changed: capitals, accents and
 * spaces may be gone.
 *
 * @param text - The text as it was given.
 * @param pieces - What its tokens stand for, in order.
 * @returns Half-open spans in UTF-16 units. A piece that begins with a space takes in the
 * one before it; an unknown one the rest of its word, up to where the next piece fits.
 * @throws RangeError where a piece is not in the text.
 */
export function alignPieces(
  text: string,
  pieces: readonly Surface[],
): {start: number; end: number}[] {
  const units = unitsOf(text);
  let at = 0;
  return pieces.map(({text: surface}, i) => {
    const first = at;
    if (surface === null) {
      const next = pieces[i + 1]?.text;
      at = endOfUnknown({text, units}, at, next ? fold(next) : []);
    } else {
      const folded = fold(surface);
      if (!fits(units, at, folded)) {
        const found = text.slice(units[at]?.start ?? text.length).slice(0, 12);
        throw new RangeError(`the piece "${surface}" does not fit at "${found}"`);
      }
      at += folded.length;
    }
    const end = units[at - 1]?.end ?? 0;
    if (at === first) return {start: end, end};
    const start = units[first].start;
    const spaced = surface !== null && /^\s/u.test(surface);
    return {start: spaced && /\s/u.test(text[start - 1] ?? '') ? start - 1 : start, end};
  });
}

const fits = (units: readonly Unit[], at: number, folded: readonly string[]): boolean =>
  folded.every((character, i) => units[at + i]?.folded === character);

function endOfUnknown(
  {text, units}: {text: string; units: readonly Unit[]},
  at: number,
  next: readonly string[],
): number {
  // What joins characters and is gone does not end a word.
  const isSpaced = (place: number): boolean =>
    /\s/u.test(text.slice(units[place - 1].end, units[place].start));
  let end = Math.min(at + 1, units.length);
  while (
    end < units.length &&
    !isSpaced(end) &&
    !(next.length > 0 && !insideWord(units, end) && fits(units, end, next))
  ) {
    end++;
  }
  return end;
}

/** Whether a place is between two letters of a word. Han characters are words of their own. */
const insideWord = (units: readonly Unit[], at: number): boolean =>
  [units[at - 1], units[at]].every(({folded}) =>
    /^(?!\p{Script=Han})[\p{L}\p{N}]/u.test(folded),
  );

/** Characters without spaces, accents and capitals. */
function fold(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\s\p{M}\p{Cf}\p{Cc}]+/gu, '');
  return [...folded];
}

function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    const folded = fold(character);
    // An accent of its own belongs to the letter before it.
    if (folded.length === 0 && /\p{M}/u.test(character) && units.length > 0) {
      units[units.length - 1].end = end;
    }
    for (const one of folded) units.push({folded: one, start, end});
    start = end;
  }
  return units;
}
