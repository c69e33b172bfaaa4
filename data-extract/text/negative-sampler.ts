import {threeQuarters} from '../numbers/exact-math.ts';

/** Draws words by how often they occur, to the power of 3/4. */
export interface NegativeSampler {
  /** Probability of a word. */
  share(word: number): number;
  /** A word other than `output`: a hit on the right answer is drawn again, as in word2vec. */
  draw(output: number, random: () => number): number;
}

/**
 * @param counts - How often each word occurs, above 0; at least two words.
 */
export function negativeSampler(counts: readonly number[]): NegativeSampler {
  if (counts.length < 2) throw new RangeError('a negative needs a second word');
  const sums = new Float64Array(counts.length);
  let total = 0;
  counts.forEach((count, word) => {
    total += threeQuarters(count);
    sums[word] = total;
  });
  return {
    share: word => threeQuarters(counts[word]) / total,
    draw(output, random) {
      for (;;) {
        const word = firstAbove(sums, random() * total);
        if (word !== output) return word;
      }
    },
  };
}

/** Index of the first of ascending values that is larger than `value`; else the last one. */
function firstAbove(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
