import type {CapturedToken} from '../text/token.ts';

/**
 * Where a token stands among others: those with its text, a leading space dropped. Where
 * there is none, the last tokens of words that are cut in several and read like it: only
 * there a model has read the whole word.
 */
export function positionsOf(wanted: string, tokens: readonly CapturedToken[]): number[] {
  const places = [...tokens.keys()];
  const whole = places.filter(at => textOf(tokens[at]) === wanted);
  if (whole.length > 0) return whole;
  return places.flatMap(first => {
    const last = endOfWord(wanted, tokens, first);
    return last === null ? [] : [last];
  });
}

const textOf = ({text}: CapturedToken): string | null => text?.replace(/^ /, '') ?? null;

/** The last token of a word that begins with a token, or `null` where it does not. */
function endOfWord(
  word: string,
  tokens: readonly CapturedToken[],
  first: number,
): number | null {
  if (isOneWord(tokens[first - 1], tokens[first])) return null;
  let read = textOf(tokens[first]) ?? '';
  for (let at = first; ; at++) {
    const next = tokens[at + 1];
    if (read === word) return isOneWord(tokens[at], next) ? null : at;
    const isOn = read !== '' && word.startsWith(read) && isOneWord(tokens[at], next);
    if (!isOn) return null;
    read += next.text ?? '\u0000';
  }
}

const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u;

/** Whether a token goes on with the word that the one before it is in. */
function isOneWord(
  before: CapturedToken | undefined,
  after: CapturedToken | undefined,
): boolean {
  if (!before || !after || before.special || after.special) return false;
  const [end = ''] = [...(before.text ?? '')].slice(-1);
  const [start = ''] = after.text ?? '';
  const touches = after.start === before.end;
  return touches && LETTER_OR_DIGIT.test(end) && LETTER_OR_DIGIT.test(start);
}
