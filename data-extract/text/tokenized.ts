import type {TokenizedPart} from './text-results.ts';
import type {CapturedToken} from './token.ts';

/** A part of a text; where it stands more than once, `occurrence` counts from 0. */
export interface TextPart {
  text: string;
  occurrence?: number;
}

/**
 * The span of a part of a text.
 *
 * @throws RangeError where it does not stand there so often.
 */
export function spanOfPart(
  text: string,
  {text: part, occurrence = 0}: TextPart,
): {start: number; end: number} {
  let start = part === '' ? -1 : text.indexOf(part);
  for (let i = 0; i < occurrence && start >= 0; i++)
    start = text.indexOf(part, start + 1);
  if (start < 0) {
    throw new RangeError(`"${part}" does not stand in the text ${occurrence + 1} times`);
  }
  return {start, end: start + part.length};
}

/** The tokens that a span touches: from `first` up to `end`. */
export function tokensIn(
  tokens: readonly CapturedToken[],
  span: {start: number; end: number},
): TokenizedPart {
  const touched = tokens
    .map((token, index) => ({...token, index}))
    .filter(token => token.start < span.end && token.end > span.start);
  const first = touched[0]?.index ?? 0;
  const end = touched.length === 0 ? first : touched[touched.length - 1].index + 1;
  const own = tokens.slice(first, end);
  const digits = own.map(({text}) => /\d+/.exec(text ?? '')?.[0].length ?? 0);
  return {
    first,
    end,
    count: end - first,
    unknown: own.filter(({unknown}) => unknown === true).length,
    isWhole: own.length > 0 && own.every(({text, unknown}) => text !== null && !unknown),
    digits: Math.max(0, ...digits),
  };
}

/** How many tokens of which kind there are. */
export function countTokens(
  tokens: readonly CapturedToken[],
  text: string,
): {
  count: number;
  special: number;
  unknown: number;
  fragments: number;
  lossless: boolean;
} {
  const count = (test: (token: CapturedToken) => boolean): number =>
    tokens.filter(test).length;
  return {
    count: tokens.length,
    special: count(({special, unknown}) => special && !unknown),
    unknown: count(({unknown}) => unknown === true),
    fragments: count(({text: own}) => own === null),
    lossless:
      tokens.map(({bytes}) => bytes).join('') ===
      Buffer.from(text, 'utf8').toString('hex'),
  };
}
