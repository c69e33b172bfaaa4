import type {CapturedGranularities} from 'attention-in-motion/captured/granularities';
import type {CapturedTokens} from 'attention-in-motion/captured/tokens';
import {exactLabel} from 'attention-in-motion/components/token-label';
import {tokenGroups} from 'attention-in-motion/components/token-words';
import {listed} from 'attention-in-motion/script/listed';

import {cutRows} from './cut-rows.ts';
import type {RowWords} from './cut-rows.ts';

/** More pieces than this are too many for a caption. */
const FEW = 4;

/** One text cut at four levels, in bytes from its start, and what captions say of it. */
export function readCuts(capture: CapturedGranularities, gpt2: CapturedTokens) {
  const {text, level, tokenizer} = capture;
  const [other] = gpt2.tokenizers;
  const [words, subwords] = [level('words'), level('subwords')];
  const [characters, bytes] = [level('characters'), level('bytes')];
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
  return {
    hasUnknown: words.unknown > 0,
    hasWhole: whole !== undefined,
    hasMissing: missing.size > 0,
    /** The cuts of each row of the picture, in the words of a language. */
    cuts: (word: RowWords) => cutRows(capture, gpt2, whole ? 'other' : 'own', word),
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
