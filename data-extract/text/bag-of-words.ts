import type {BagSentence, BagWord} from './text-results.ts';

/** A word of a text with its half-open span in UTF-16 units. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

/** The words of a text: runs of letters, digits and apostrophes between them. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu)].map(
    ({0: word, index}) => ({text: word, start: index, end: index + word.length}),
  );
}

/** Sentences over their common vocabulary, whose words are in lower case. */
export function bagOfWords(sentences: readonly string[]): {
  vocabulary: string[];
  sentences: BagSentence[];
} {
  const places = new Map<string, number>();
  const found = sentences.map(text => {
    const words = wordsOf(text).map((word): BagWord => {
      const term = word.text.toLowerCase();
      const isNew = !places.has(term);
      if (isNew) places.set(term, places.size);
      return {...word, index: places.get(term) ?? 0, isNew};
    });
    return {text, words, distinct: new Set(words.map(({index}) => index)).size};
  });
  return {vocabulary: [...places.keys()], sentences: found};
}

/** How often each word of a vocabulary of `size` occurs, `[word]`. */
export function countsOf(words: readonly BagWord[], size: number): Float32Array {
  const counts = new Float32Array(size);
  for (const {index} of words) counts[index]++;
  return counts;
}

/** Cosine of the angle between two vectors, 0 where one of them is 0. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return aa === 0 || bb === 0 ? 0 : dot / Math.sqrt(aa * bb);
}

/** The numbers below `length` in an order drawn at random (Fisher and Yates). */
export function shuffle(length: number, random: () => number): number[] {
  const order = Array.from({length}, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other], order[i]];
  }
  return order;
}
