import type {CapturedBag} from '../captured/bag-of-words.ts';

/** A word that goes into a place of the vocabulary, from a row of chips. */
export interface BagFlight {
  /** Its row of counts: a sentence, or after them the shuffled one. */
  row: number;
  /** The sentence that its chip belongs to, and the number of the word there. */
  sentence: number;
  word: number;
  text: string;
  /** Number in the vocabulary. */
  term: number;
}

/** Words of each row of counts, in the order in which they are counted. */
export function bagRows({sentences, shuffled}: CapturedBag): BagFlight[][] {
  const row = (order: readonly number[], sentence: number, at: number): BagFlight[] =>
    order.map(word => {
      const {text, index} = sentences[sentence].words[word];
      return {row: at, sentence, word, text, term: index};
    });
  const own = sentences.map(({words}, i) => row([...words.keys()], i, i));
  return shuffled
    ? [...own, row(shuffled.order, shuffled.sentence, sentences.length)]
    : own;
}

/** Whether all sentences have a word, by its number in the vocabulary. */
export const sharedWords = ({vocabulary, sentences}: CapturedBag): boolean[] =>
  vocabulary.map((_, term) =>
    sentences.every(({words}) => words.some(({index}) => index === term)),
  );
