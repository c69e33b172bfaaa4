import type {CapturedGranularities} from 'attention-in-motion/captured/granularities';
import type {Source} from 'attention-in-motion/captured/tensor';
import {sourceOfTokenizer} from 'attention-in-motion/captured/tokens';
import type {CapturedTokens} from 'attention-in-motion/captured/tokens';
import type {TextCut} from 'attention-in-motion/components/Pieces';
import type {Head} from 'attention-in-motion/components/paint-pieces';
import type {Piece} from 'attention-in-motion/components/pieces-plan';
import {exactLabel, hexOf} from 'attention-in-motion/components/token-label';
import {tokenGroups} from 'attention-in-motion/components/token-words';
import {listed} from 'attention-in-motion/script/listed';

import {byteSpans, bytesThatFit} from './byte-spans.ts';

/** More pieces than this are too many for a caption. */
const FEW = 4;
/** So many bytes can be written side by side. */
const BYTES = 43;
const UNKNOWN = '[UNK]';

type Pieces = readonly (Parameters<typeof byteSpans>[1][number] & {unknown?: boolean})[];

/** One text cut at four levels, in bytes from its start, and what captions say of it. */
export function readCuts(capture: CapturedGranularities, gpt2: CapturedTokens) {
  const {text, level, tokenizer, corpus} = capture;
  const [other] = gpt2.tokenizers;
  const [words, subwords] = [level('words'), level('subwords')];
  const [characters, bytes] = [level('characters'), level('bytes')];
  const shown = bytesThatFit(text, BYTES);
  const cutOf = (
    pieces: Pieces,
    source: Source | null,
    how: {head?: Head; isHex?: true; isPlain?: true; isKnown?: true} = {},
  ): TextCut => {
    const spans = byteSpans(text, pieces);
    const drawn = pieces.map((piece, i): Piece => {
      const own = {start: spans[i].from, end: spans[i].to};
      if (piece.unknown && !how.isKnown) {
        return {...own, label: UNKNOWN, isUnknown: true};
      }
      if (own.start === own.end) return {...own, label: '', isSpecial: true};
      const label = how.isHex ? hexOf(piece.bytes) : exactLabel(piece);
      return {...own, label, ...(how.isPlain ? {isPlain: true} : {})};
    });
    const {head} = how;
    return {
      source,
      pieces: drawn.filter(({end}) => end <= shown),
      ...(head
        ? {
            head: {
              ...head,
              count: head.count && pieces.length,
            },
          }
        : {}),
    };
  };
  // A word that one vocabulary puts together of a few pieces, and the other has whole.
  const whole = tokenGroups(subwords.pieces, text).find(
    ({text: word, first, end}) =>
      end - first <= FEW && other.tokens.some(token => token.text?.trim() === word),
  );
  const parts = subwords.pieces.slice(whole?.first, whole?.end).map(exactLabel);
  const missing = new Set(
    characters.pieces.flatMap(({text: own, unknown}) => (unknown && own ? [own] : [])),
  );
  // The character that takes most bytes.
  const largest = characters.pieces.reduce((a, b) =>
    b.bytes.length > a.bytes.length ? b : a,
  );
  const written = [...text.matchAll(/\S+/g)].map(({0: word, index}) => ({
    text: word,
    bytes: '',
    start: index,
    end: index + word.length,
  }));
  const all = new TextEncoder().encode(text).length;
  return {
    hasUnknown: words.unknown > 0,
    hasWhole: whole !== undefined,
    hasMissing: missing.size > 0,
    /**
     * The cuts of each row of the picture; those that come down begin as what is above.
     *
     * @param words - Titles of the rows, and what is said of vocabularies and of a part.
     */
    cuts: (word: RowWords) => {
      const headed = (title: string, vocab: number, name?: string): {head: Head} => {
        const entries = word.entries(vocab);
        const detail = name === undefined ? entries : `${name}, ${entries}`;
        return {head: {title, detail, count: 1}};
      };
      const part = {title: '', detail: word.part(shown, all), count: null};
      const plain = cutOf(written, null, {
        isPlain: true,
        ...(shown < all ? {head: part} : {}),
      });
      const ofWords = headed(word.words, words.vocab);
      const forgotten = cutOf(words.pieces, corpus, ofWords);
      const pieces = cutOf(subwords.pieces, sourceOfTokenizer(tokenizer), {
        ...headed(word.subwords, subwords.vocab, tokenizer.label),
      });
      const others = cutOf(other.tokens, other.source, {
        ...headed(word.subwords, other.vocab, other.label),
      });
      const single = cutOf(
        characters.pieces,
        corpus,
        headed(word.characters, characters.vocab),
      );
      const ofBytes = {...headed(word.bytes, bytes.vocab), isHex: true} as const;
      return {
        words: [
          plain,
          cutOf(words.pieces, corpus, {...ofWords, isKnown: true}),
          forgotten,
        ],
        subwords: [withoutHead(forgotten), pieces, others],
        characters: [withoutHead(whole ? others : pieces), single],
        bytes: [withoutHead(single), cutOf(bytes.pieces, null, ofBytes)],
      };
    },
    facts: {
      words: {count: words.count, unknown: words.unknown, vocab: words.vocab},
      tokenizer: tokenizer.label,
      subwords: subwords.count,
      other: other.label,
      word: whole?.text ?? '',
      parts: parts.join(' + '),
      characters: {
        count: characters.count,
        vocab: characters.vocab,
        missing: listed([...missing], ' '),
      },
      bytes: {count: bytes.count, vocab: bytes.vocab},
      largest: {text: largest.text ?? '', bytes: largest.bytes.length / 2},
    },
  };
}

/** Words of the picture, in the scene's language. */
interface RowWords {
  words: string;
  subwords: string;
  characters: string;
  bytes: string;
  entries: (vocab: number) => string;
  part: (shown: number, all: number) => string;
}

const withoutHead = ({pieces, source}: TextCut): TextCut => ({pieces, source});
