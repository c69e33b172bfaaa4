import type {TokenizedText} from '../../data-extract/capture/format.ts';
import type {CapturedTokens} from '../captured/tokens.ts';
import type {ScriptValues} from '../script/interpolate.ts';

const names = (tokenizers: readonly TokenizedText[]): string =>
  tokenizers.map(({label}) => label).join(', ');

/** What the race tells: all of it counted in the capture. */
export interface RaceFacts {
  /** What the script may name. */
  values: ScriptValues;
  /** Cues that have something to tell about these tokenizers. */
  told: ReadonlySet<string>;
}

/** Find what the counts show. */
export function describeRace(
  {text, tokenizers, parts}: CapturedTokens,
  noSpace: CapturedTokens,
): RaceFacts {
  const byCount = [...tokenizers].sort((a, b) => a.count - b.count);
  const [least, most] = [byCount[0], byCount[byCount.length - 1]];
  const symbols = {
    lost: names(tokenizers.filter(one => partOf(one, 'symbols').unknown > 0)),
    whole: names(tokenizers.filter(one => partOf(one, 'symbols').isWhole)),
  };
  const capitals = describeCapitals(tokenizers, noSpace);
  const gap = describeGap(text, parts.gap, tokenizers);
  const digits = describeDigits(tokenizers);
  const told = new Set([
    ...(capitals.least.count > 0 ? ['capitals'] : []),
    ...(capitals.least.noSpace > capitals.least.count ? ['no-space'] : []),
    ...(symbols.lost !== '' && symbols.whole !== '' ? ['symbols'] : []),
    ...(gap.most.count > gap.least.count && gap.lost !== '' ? ['gap'] : []),
    ...(digits.single !== '' && digits.longest > 1 ? ['digits'] : []),
  ]);
  const values = {
    tokenizers: tokenizers.length,
    least: {label: least.label, count: least.count},
    most: {label: most.label, count: most.count},
    ...{capitals, symbols, gap, digits},
  };
  return {values, told};
}

type Part = TokenizedText['parts'][string];

const NOTHING: Part = {
  ...{first: 0, end: 0, count: 0, unknown: 0},
  ...{isWhole: false, digits: 0},
};

/** Tokens of a part of the text; none where it was not declared. */
const partOf = ({parts}: TokenizedText, part: string): Part =>
  Object.hasOwn(parts, part) ? parts[part] : NOTHING;

type Counted = ScriptValues & {label: string; count: number};

/** Who takes most pieces for the capitals, and who fewest but more without their space. */
function describeCapitals(
  tokenizers: readonly TokenizedText[],
  noSpace: CapturedTokens,
): {most: Counted; least: Counted & {noSpace: number}} {
  const counted = tokenizers
    .map(one => ({
      label: one.label,
      count: partOf(one, 'capitals').count,
      noSpace: noSpace.tokenizer(one.name).count,
    }))
    .sort((a, b) => a.count - b.count);
  const nobody = {label: '', count: 0, noSpace: 0};
  return {
    most: counted.at(-1) ?? nobody,
    least: counted.find(one => one.noSpace > one.count && one.count > 0) ?? nobody,
  };
}

/** A run of spaces between quotation marks: how long it is, and how many tokens hold it. */
function describeGap(
  text: string,
  part: {start: number; end: number} | undefined,
  tokenizers: readonly TokenizedText[],
): {length: number; most: Counted; least: Counted; lost: string} {
  const [start, end] = part ? [part.start + 1, part.end - 1] : [0, 0];
  const counted = tokenizers
    .map(({label, tokens}) => ({
      label,
      count: tokens.filter(token => token.start < end && token.end > start).length,
    }))
    .sort((a, b) => a.count - b.count);
  const nobody = {label: '', count: 0};
  return {
    length: text.slice(start, end).length,
    most: counted.at(-1) ?? nobody,
    least: counted.find(({count}) => count > 0) ?? nobody,
    lost: counted
      .filter(({count}) => count === 0)
      .map(({label}) => label)
      .join(', '),
  };
}

/** Who takes digits one by one, and how many the others take at most. */
function describeDigits(tokenizers: readonly TokenizedText[]): {
  single: string;
  longest: number;
} {
  const runs = tokenizers.map(one => ({one, longest: partOf(one, 'digits').digits}));
  return {
    single: names(runs.filter(({longest}) => longest === 1).map(({one}) => one)),
    longest: Math.max(0, ...runs.map(({longest}) => longest)),
  };
}
