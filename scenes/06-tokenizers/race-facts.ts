import type {TokenizedText} from '../../data-extract/capture/format.ts';
import type {CapturedTokens} from '../captured/tokens.ts';
import type {ScriptValues} from '../script/interpolate.ts';

const names = (tokenizers: readonly TokenizedText[]): string =>
  tokenizers.map(({label}) => label).join(', ');

/** What the script of the race may name: all of it counted in the capture. */
export function describeRace(
  {text, tokenizers, parts}: CapturedTokens,
  noSpace: CapturedTokens,
): ScriptValues {
  const byCount = [...tokenizers].sort((a, b) => a.count - b.count);
  const [least, most] = [byCount[0], byCount[byCount.length - 1]];
  return {
    tokenizers: tokenizers.length,
    least: {label: least.label, count: least.count},
    most: {label: most.label, count: most.count},
    /** By tokenizer: tokens of each part, and of the capitals without their space. */
    of: Object.fromEntries(
      tokenizers.map(one => [
        one.name,
        {
          label: one.label,
          noSpace: noSpace.tokenizer(one.name).count,
          ...Object.fromEntries(
            Object.entries(one.parts).map(([part, {count}]) => [part, count]),
          ),
        },
      ]),
    ),
    symbols: {
      lost: names(tokenizers.filter(one => tokensOf(one, 'symbols').some(isUnknown))),
      whole: names(
        tokenizers.filter(one => {
          const tokens = tokensOf(one, 'symbols');
          return (
            tokens.length > 0 &&
            tokens.every(token => token.text !== null && !isUnknown(token))
          );
        }),
      ),
    },
    gap: describeGap(text, parts.moreSpaces, tokenizers),
    digits: describeDigits(tokenizers),
  };
}

type Token = TokenizedText['tokens'][number];

const isUnknown = (token: Token): boolean => token.unknown === true;

function tokensOf({tokens, parts}: TokenizedText, part: string): readonly Token[] {
  const span = (parts as Partial<typeof parts>)[part];
  return span ? tokens.slice(span.first, span.end) : [];
}

/** A run of spaces between quotation marks: how long it is, and how many tokens hold it. */
function describeGap(
  text: string,
  part: {start: number; end: number} | undefined,
  tokenizers: readonly TokenizedText[],
): ScriptValues {
  if (!part) return {};
  const [start, end] = [part.start + 1, part.end - 1];
  const counted = tokenizers
    .map(({label, tokens}) => ({
      label,
      count: tokens.filter(token => token.start < end && token.end > start).length,
    }))
    .sort((a, b) => b.count - a.count);
  const held = counted.filter(({count}) => count > 0);
  return {
    length: text.slice(start, end).length,
    most: {...held[0]},
    least: {...held[held.length - 1]},
    lost: counted
      .filter(({count}) => count === 0)
      .map(({label}) => label)
      .join(', '),
  };
}

/** Who takes digits one by one, and how many the others take at most. */
function describeDigits(tokenizers: readonly TokenizedText[]): ScriptValues {
  const runs = tokenizers.map(one => {
    const lengths = tokensOf(one, 'digits').map(
      ({text}) => /\d+/.exec(text ?? '')?.[0].length ?? 0,
    );
    return {one, longest: Math.max(0, ...lengths)};
  });
  return {
    single: names(runs.filter(({longest}) => longest === 1).map(({one}) => one)),
    longest: Math.max(0, ...runs.map(({longest}) => longest)),
  };
}
