/** Results of captures of texts, by the kind of their declaration. */
export type TextResult = BagOfWordsResult;

/**
 * Tensors: `counts` `[sentence, word]` and `cosine` `[sentence, sentence]`, and `shuffled`
 * `[word]` where it was asked for.
 */
export interface BagOfWordsResult {
  kind: 'bag-of-words';
  /** Words in lower case, in the order in which they first occur. */
  vocabulary: string[];
  sentences: BagSentence[];
  shuffled: ShuffledSentence | null;
}

export interface BagSentence {
  text: string;
  words: BagWord[];
}

export interface BagWord {
  /** As it stands in the text. */
  text: string;
  /** Half-open span in the sentence, in UTF-16 units. */
  start: number;
  end: number;
  /** Its place in the vocabulary. */
  index: number;
  /** Whether it is the first of its kind, and so opens a place in the vocabulary. */
  isNew: boolean;
}

export interface ShuffledSentence {
  sentence: number;
  /** For each place of the new order, the word's number in the sentence. */
  order: number[];
  /** Whether its counts are those of the sentence. */
  sameCounts: boolean;
}
