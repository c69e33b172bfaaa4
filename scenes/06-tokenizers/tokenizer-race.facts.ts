import type {TokenizedText} from 'attention-in-motion/captured';
import {Tensor} from 'attention-in-motion/captured/tensor';
import type {CapturedTokens} from 'attention-in-motion/captured/tokens';
import type {Chip} from 'attention-in-motion/components/Chips';
import type {Piece} from 'attention-in-motion/components/pieces-plan';
import {exactLabel, pieceLabel} from 'attention-in-motion/components/token-label';
import type {ScriptValues} from 'attention-in-motion/script/interpolate';

const names = (tokenizers: readonly TokenizedText[]): string =>
  tokenizers.map(({label}) => label).join(', ');

/** Parts of the text that are looked at from near, and the part without its space. */
const PARTS = ['capitals', 'symbols', 'gap', 'digits'] as const;

/** Tokens of a part, and the characters that it marks in the text. */
type Look = {title: string; chips: readonly (readonly Chip[])[]; marked: number[]};

/** What the race shows, part by part, and what captions say of it. */
export function readRace(race: CapturedTokens, noSpace: CapturedTokens) {
  const {text, tokenizers, parts} = race;
  let start = 0;
  const characters = [...text].map((character): Piece => {
    const own = {label: exactLabel({text: character, bytes: ''}), start};
    start += character.length;
    return {...own, end: start, isPlain: true};
  });
  const within = (from: number, to: number): number[] =>
    [...characters.keys()].filter(
      i => characters[i].start >= from && characters[i].end <= to,
    );
  const look = (part: (typeof PARTS)[number]): Look => {
    const span = (parts as Partial<typeof parts>)[part] ?? {start: 0, end: 0};
    return {
      title: '',
      chips: tokenizers.map(one => {
        const {first, end} = partOf(one, part);
        return one.tokens.slice(first, end).map(chipOf);
      }),
      marked: within(span.start, span.end),
    };
  };
  return {
    ...describeRace(race, noSpace),
    cuts: [{pieces: characters, source: null}],
    length: text.length,
    labels: tokenizers.map(({label}) => label),
    vocab: Tensor.of(
      tokenizers.map(({vocab}) => vocab),
      'tokenizer',
      tokenizers[0].source,
    ),
    tokens: tokenizers.map(({tokens}) => tokens),
    sources: tokenizers.map(({source}) => source),
    looks: {
      capitals: {
        ...look('capitals'),
        title: exactLabel({
          text: ` ${noSpace.text}`,
          bytes: '',
        }),
      },
      symbols: look('symbols'),
      gap: look('gap'),
      digits: look('digits'),
      'no-space': {
        title: exactLabel({
          text: noSpace.text,
          bytes: '',
        }),
        chips: noSpace.tokenizers.map(({tokens}) => tokens.map(chipOf)),
        marked: [],
      },
    },
    /** Numbers of the characters that have been read, of a share of the text. */
    readUntil: (share: number): number[] => within(0, share * text.length),
  };
}

const chipOf = (token: Token): Chip =>
  token.unknown
    ? {label: '[UNK]', isUnknown: true}
    : {label: pieceLabel(token), ...(token.special ? {isSpecial: true} : {})};

/** Find what the counts show: what the script may name, and which cues have something to tell. */
function describeRace(
  {text, tokenizers, parts}: CapturedTokens,
  noSpace: CapturedTokens,
) {
  const byCount = [...tokenizers].sort((a, b) => a.count - b.count);
  const [least, most] = [byCount[0], byCount[byCount.length - 1]];
  const symbols = {
    lost: names(tokenizers.filter(one => partOf(one, 'symbols').unknown > 0)),
    whole: names(tokenizers.filter(one => partOf(one, 'symbols').isWhole)),
  };
  const capitals = describeCapitals(tokenizers, noSpace);
  const gap = describeGap(text, parts.gap, tokenizers);
  const digits = describeDigits(tokenizers);
  const told: ReadonlySet<string> = new Set([
    ...(capitals.least.count > 0 ? ['capitals'] : []),
    ...(capitals.least.noSpace > capitals.least.count ? ['no-space'] : []),
    ...(symbols.lost !== '' && symbols.whole !== '' ? ['symbols'] : []),
    ...(gap.most.count > gap.least.count && gap.lost !== '' ? ['gap'] : []),
    ...(digits.single !== '' && digits.longest > 1 ? ['digits'] : []),
  ]);
  const facts = {
    tokenizers: tokenizers.length,
    least: {
      label: least.label,
      count: least.count,
    },
    most: {
      label: most.label,
      count: most.count,
    },
    capitals,
    symbols,
    gap,
    digits,
  };
  return {facts, told};
}

type Token = TokenizedText['tokens'][number];
type Part = TokenizedText['parts'][string];

const NOTHING: Part = {
  first: 0,
  end: 0,
  count: 0,
  unknown: 0,
  isWhole: false,
  digits: 0,
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
