import type {CapturedToken} from './format.ts';

/** Results of captures of texts, by the kind of their declaration. */
export type TextResult = BagOfWordsResult | GranularitiesResult | TokensResult;

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

/** One text at four levels. */
export interface GranularitiesResult {
  kind: 'granularities';
  levels: GranularityLevel[];
  /** The words that are known. */
  words: {size: number; distinct: number; from: string};
  tokenizer: TokenizerFacts;
}

export interface GranularityLevel {
  level: 'words' | 'subwords' | 'characters' | 'bytes';
  /** How many pieces there are. */
  count: number;
  /** Of these, how many are unknown. */
  unknown: number;
  pieces: TextPiece[];
  /** How many different pieces the level has. */
  vocab: number;
}

export interface TextPiece {
  /** `null` where the bytes are not whole characters. */
  text: string | null;
  /** UTF-8, hex. */
  bytes: string;
  /** Half-open span in the text, in UTF-16 units. */
  start: number;
  end: number;
  unknown: boolean;
}

export interface TokenizerFacts {
  /** Role without `tokenizer:`. */
  name: string;
  /** What it is called on screen. */
  label: string;
  /** Package or model with version. */
  from: string;
  vocab: number;
}

/** A text as several tokenizers cut it. */
export interface TokensResult {
  kind: 'tokens';
  tokenizers: TokenizedText[];
  /** Spans of the declared parts. */
  parts: Record<string, {start: number; end: number}>;
}

export interface TokenizedText extends TokenizerFacts {
  tokens: CapturedToken[];
  /** All tokens, special ones included. */
  count: number;
  /** Tokens that stand for no text. */
  special: number;
  /** Parts of the text without a token of their own. */
  unknown: number;
  /** Tokens whose bytes are not whole characters. */
  fragments: number;
  /** Whether the bytes of the tokens are those of the text. */
  lossless: boolean;
  /** Tokens of each part: those from `first` up to `end`, and how many that are. */
  parts: Record<string, {first: number; end: number; count: number}>;
}
