/** Captures of word vectors: their examples, their training, and what they know. */

import type {CorpusRequest} from '../text/corpus-request.ts';

/** The examples that skip-gram makes of a text, with negatives. */
export interface SkipGramDeclaration {
  kind: 'skip-gram';
  /** The window slides over it. */
  text: string;
  /** Words to each side. */
  window: number;
  /** Sampled words per pair. */
  negatives: number;
  seed: number;
  /** Its words are sampled, by how often they occur. Default: the text. */
  corpus?: VocabularyRequest;
}

/** Words of a text that occur often enough. */
export type VocabularyRequest = CorpusRequest & {
  /** Words that occur less often are left out. Default 1. */
  minCount?: number;
};

/** Word vectors trained with word2vec: skip-gram with negative sampling. */
export interface Word2vecDeclaration {
  kind: 'word2vec';
  corpus: VocabularyRequest;
  /** Numbers per vector. */
  dModel: number;
  /** Most words to each side. */
  window: number;
  /** Sampled words per pair. */
  negatives: number;
  seed: number;
  /** How often the text is read. Default 1. */
  epochs?: number;
  /** At the start; it falls in a straight line. Default 0.05. */
  learningRate?: number;
  /** Words with a larger share of the text are left out now and then. Default 0.001. */
  subsample?: number;
  /** Vectors start with numbers drawn evenly between -spread and spread. Default 0.5. */
  spread?: number;
  /** The pair whose steps are kept, the first and the last one. */
  trace: {input: string; output: string};
  /** Words whose way is kept. */
  map: {
    /** Words that belong together, by the name that scenes know the group by. */
    groups: Readonly<Record<string, readonly string[]>>;
    /** The most frequent so many words besides. Default 0. */
    others?: number;
    /** How often positions are kept: more often at the start, where more happens. */
    snapshots: number;
  };
}

/** Pretrained word vectors, neighbours, sums and a map: the role `word-vectors`. */
export interface WordVectorsDeclaration {
  kind: 'word-vectors';
  /** Words whose vectors are kept. */
  words?: readonly string[];
  /** Words whose nearest words are listed. */
  neighbours?: {of: readonly string[]; count: number};
  /** Sums of vectors and the words nearest to them, by name. */
  analogies?: Readonly<Record<string, AnalogyRequest>>;
  map?: WordMapRequest;
}

/** `plus` the first, minus all of `minus`, plus the others of `plus`. */
export interface AnalogyRequest {
  plus: readonly string[];
  minus: readonly string[];
  /** How many nearest words are listed. */
  count: number;
}

/** A flat map of words. */
export interface WordMapRequest {
  /** The most frequent so many words, as far as they are letters only, at least two. */
  frequent: number;
  /** Words that are on it too, each with so many of its nearest. */
  around?: {of: readonly string[]; count: number};
  /** `umap` keeps neighbours together; `pca` is a straight view from the side. */
  layout: 'umap' | 'pca';
  /** Of `umap`: how many neighbours it tries to keep. Default 10. */
  neighbours?: number;
  /** Of `umap`: how close words may come. Default 0.3. */
  spacing?: number;
  /** Of `umap`. Default 1. */
  seed?: number;
}
