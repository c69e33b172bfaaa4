import type {CapturedGranularities} from 'attention-in-motion/captured/granularities';
import type {Source} from 'attention-in-motion/captured/tensor';
import {sourceOfTokenizer} from 'attention-in-motion/captured/tokens';
import type {CapturedTokens} from 'attention-in-motion/captured/tokens';
import type {TextCut} from 'attention-in-motion/components/Pieces';
import type {Head} from 'attention-in-motion/components/paint-pieces';
import type {Piece} from 'attention-in-motion/components/pieces-plan';
import {exactLabel, hexOf} from 'attention-in-motion/components/token-label';

import {byteSpans, bytesThatFit} from './byte-spans.ts';

/** So many bytes can be written side by side. */
const BYTES = 43;
const UNKNOWN = '[UNK]';

type Pieces = readonly (Parameters<typeof byteSpans>[1][number] & {unknown?: boolean})[];

/** Words of the picture, in the scene's language. */
export interface RowWords {
  words: string;
  subwords: string;
  characters: string;
  bytes: string;
  entries: (vocab: number) => string;
  part: (shown: number, all: number) => string;
}

/** How pieces of a cut are written. */
interface CutLook {
  head?: Head;
  isHex?: true;
  isPlain?: true;
  /** Whether pieces are written that the vocabulary has not. */
  isKnown?: true;
}

/**
 * The cuts of each row of the picture; those that come down begin as what is above.
 *
 * @param above - Which subwords characters come down from.
 * @param word - Titles of the rows, and what is said of vocabularies and of a part.
 */
export function cutRows(
  {text, level, tokenizer, corpus}: CapturedGranularities,
  {tokenizers: [other]}: CapturedTokens,
  above: 'own' | 'other',
  word: RowWords,
): Record<'words' | 'subwords' | 'characters' | 'bytes', TextCut[]> {
  const [words, subwords] = [level('words'), level('subwords')];
  const [characters, bytes] = [level('characters'), level('bytes')];
  const all = new TextEncoder().encode(text).length;
  const shown = bytesThatFit(text, BYTES);
  const cutOf = (pieces: Pieces, source: Source | null, look: CutLook): TextCut =>
    cutTo(shown, {text, pieces}, source, look);
  const headed = (title: string, vocab: number, name?: string): {head: Head} => {
    const entries = word.entries(vocab);
    const detail = name === undefined ? entries : `${name}, ${entries}`;
    return {head: {title, detail, count: 1}};
  };
  const part = {title: '', detail: word.part(shown, all), count: null};
  const plain = cutOf(writtenIn(text), null, {
    isPlain: true,
    ...(shown < all ? {head: part} : {}),
  });
  const ofWords = headed(word.words, words.vocab);
  const forgotten = cutOf(words.pieces, corpus, ofWords);
  const own = cutOf(
    subwords.pieces,
    sourceOfTokenizer(tokenizer),
    headed(word.subwords, subwords.vocab, tokenizer.label),
  );
  const others = cutOf(
    other.tokens,
    other.source,
    headed(word.subwords, other.vocab, other.label),
  );
  const single = cutOf(
    characters.pieces,
    corpus,
    headed(word.characters, characters.vocab),
  );
  const ofBytes = {...headed(word.bytes, bytes.vocab), isHex: true} as const;
  return {
    words: [plain, cutOf(words.pieces, corpus, {...ofWords, isKnown: true}), forgotten],
    subwords: [withoutHead(forgotten), own, others],
    characters: [withoutHead(above === 'other' ? others : own), single],
    bytes: [withoutHead(single), cutOf(bytes.pieces, null, ofBytes)],
  };
}

/** Pieces of a text as they are drawn, as many as lie within its first bytes. */
function cutTo(
  shown: number,
  {text, pieces}: {text: string; pieces: Pieces},
  source: Source | null,
  {head, isHex, isPlain, isKnown}: CutLook,
): TextCut {
  const spans = byteSpans(text, pieces);
  const drawn = pieces.map((piece, i): Piece => {
    const own = {start: spans[i].from, end: spans[i].to};
    if (piece.unknown && !isKnown) return {...own, label: UNKNOWN, isUnknown: true};
    if (own.start === own.end) return {...own, label: '', isSpecial: true};
    const label = isHex ? hexOf(piece.bytes) : exactLabel(piece);
    return {...own, label, ...(isPlain ? {isPlain: true} : {})};
  });
  return {
    source,
    pieces: drawn.filter(({end}) => end <= shown),
    ...(head ? {head: {...head, count: head.count && pieces.length}} : {}),
  };
}

/** Words as they stand in the text, before anything cuts it. */
const writtenIn = (text: string): Pieces =>
  [...text.matchAll(/\S+/g)].map(({0: word, index}) => ({
    text: word,
    bytes: '',
    start: index,
    end: index + word.length,
  }));

const withoutHead = ({pieces, source}: TextCut): TextCut => ({pieces, source});
