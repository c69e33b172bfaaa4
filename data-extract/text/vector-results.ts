/** A word with the cosine between its vector and the one that was asked for. */
export interface NearWord {
  word: string;
  cosine: number;
}

export interface SkipGramResult {
  kind: 'skip-gram';
  /** With half-open spans in the text, in UTF-16 units. */
  words: {text: string; start: number; end: number}[];
  /** How many words the window has to each side. */
  window: number;
  /** In the order in which the window meets them; `input` and `output` are places in `words`. */
  pairs: SkipGramExample[];
  /** What negatives are drawn from. */
  vocabulary: {
    /** Path of the text, `null` where it is the text itself. */
    from: string | null;
    /** All words, and different ones that are drawn from. */
    words: number;
    distinct: number;
    /**
     * Shares of the text and of the draws: of its most frequent word, and of the words of
     * the window's text that it has; most frequent first.
     */
    shares: {word: string; share: number; drawn: number}[];
  };
  /** Negatives that stand in the window of their input all the same: numbers of pair and draw. */
  clashes: {pair: number; draw: number}[];
  /**
   * Draws for each pair, rows of the data set (a pair, and one for each of its draws), and
   * how many pairs the first word is the input of.
   */
  counts: {draws: number; rows: number; first: number};
}

export interface SkipGramExample {
  input: number;
  output: number;
  /** In lower case. */
  negatives: string[];
}

/**
 * Tensors: `start` `[matrix, word, d_model]`, rows of E and of C before the first step;
 * `trace.input` `[step, when, d_model]` and `trace.targets`
 * `[step, when, target, d_model]`, where steps are the first and the last and `when` is
 * before and after; `map` `[snapshot, word, axis]`.
 */
export interface Word2vecResult {
  kind: 'word2vec';
  /** The text, how many documents and words it has. */
  corpus: {path: string; documents: number; words: number};
  /** Words with a vector. */
  vocab: number;
  /** How many numbers a vector has. */
  dModel: number;
  /** How many words the window has to each side. */
  window: number;
  /** How many words are drawn for each pair. */
  negatives: number;
  /** Seed of the random numbers. */
  seed: number;
  /** Pairs that were trained. */
  pairs: number;
  trace: {input: string; output: string; times: number; steps: Word2vecTrace[]};
  /** Words nearest to the traced input in the end. */
  nearest: NearWord[];
  /** Words whose first rows are kept. */
  start: string[];
  /** Figures of the training, from its start to its end. */
  snapshots: Word2vecSnapshot[];
  map: {
    words: {text: string; group: string | null; count: number}[];
    groups: string[];
    /** Share of the variance of the groups' words that each axis shows. */
    explained: number[];
  };
}

/** One pair of the training with its negatives. */
export interface Word2vecTrace {
  /** Which pair of the training it is, from 1. */
  pair: number;
  learningRate: number;
  /** The right answer first. */
  targets: {
    word: string;
    label: 0 | 1;
    /** Dot product, its sigmoid, and label less sigmoid, before the step. */
    dot: number;
    sigmoid: number;
    error: number;
    /** Dot product and its sigmoid after it. */
    dotAfter: number;
    sigmoidAfter: number;
  }[];
}

export interface Word2vecSnapshot {
  /** Pairs so far. */
  pairs: number;
  /** Mean loss of a pair since the last snapshot, `null` at the first one. */
  loss: number | null;
  /** Mean cosine of words of one group, and of words of different groups. */
  within: number;
  between: number;
}

/**
 * Tensors: `vectors` `[word, d_model]`; `cosine` `[word, word]`; for each analogy `analogy.<name>`
 * `[step, d_model]`, its running sum; `map` `[word, axis]`.
 */
export interface WordVectorsResult {
  kind: 'word-vectors';
  /** How many words there are, and numbers per vector. */
  size: number;
  dModel: number;
  words: string[];
  neighbours: {word: string; nearest: NearWord[]}[];
  analogies: Record<string, AnalogyResult>;
  map: {
    words: string[];
    layout: 'umap' | 'pca';
    /**
     * From words whose neighbours were asked for to these, as far as they are on the map:
     * how far apart they lie there, nearest first.
     */
    ways: {word: string; to: {word: string; way: number}[]}[];
  } | null;
}

export interface AnalogyResult {
  /** In the order in which they are added up. */
  terms: {word: string; sign: 1 | -1}[];
  /** Nearest of all words, and nearest without the terms. */
  all: NearWord[];
  others: NearWord[];
}
