import {wordsOf} from './bag-of-words.ts';
import {countWords} from './corpus.ts';

/** The words of a text that occur often enough, most frequent first, then by letters. */
export interface Vocabulary {
  words: readonly string[];
  /** How often each occurs. */
  counts: readonly number[];
  /** All words of the text, those that are left out included. */
  total: number;
  /** Number of a word, -1 where it is left out. */
  indexOf(word: string): number;
}

/** @param minCount - Words that occur less often are left out. */
export function vocabularyOf(documents: readonly string[], minCount: number): Vocabulary {
  const counted = countWords(documents);
  const kept = counted.filter(([, count]) => count >= minCount);
  const places = new Map(kept.map(([word], place) => [word, place]));
  return {
    words: kept.map(([word]) => word),
    counts: kept.map(([, count]) => count),
    total: counted.reduce((sum, [, count]) => sum + count, 0),
    indexOf: word => places.get(word) ?? -1,
  };
}

/** A text as numbers of its words, without those that the vocabulary leaves out. */
export function numbersOf(document: string, vocabulary: Vocabulary): Int32Array {
  const numbers = wordsOf(document).map(({text}) =>
    vocabulary.indexOf(text.toLowerCase()),
  );
  return Int32Array.from(numbers.filter(number => number >= 0));
}
