import type {Architecture} from '../configs/architecture.ts';
import type {ModelSizes} from '../configs/sizes.ts';
import type {CapturedToken} from './token.ts';
import type {
  SkipGramResult,
  Word2vecResult,
  WordVectorsResult,
} from './vector-results.ts';

/** Results of captures of texts, by the kind of their declaration. */
export type TextResult =
  | BagOfWordsResult
  | BpeEncodingResult
  | BpeTrainingResult
  | GranularitiesResult
  | ListingsResult
  | ModelSizesResult
  | SkipGramResult
  | TokensResult
  | TradeOffResult
  | Word2vecResult
  | WordVectorsResult;

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
  /** How many words of the vocabulary it has: places of its counts that are not 0. */
  distinct: number;
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

/** Programs with what they printed. */
export interface ListingsResult {
  kind: 'listings';
  /** In the order of the declaration. */
  programs: ListedProgram[];
}

export interface ListedProgram {
  /** Relative to the repository. */
  path: string;
  sha256: string;
  /** The program as it was run. */
  code: string;
  /** What it printed. */
  printed: string;
}

/** Known models by their configurations. */
export interface ModelSizesResult {
  kind: 'model-sizes';
  /** In the order of the declaration. */
  models: SizedModel[];
}

export interface SizedModel {
  /** As the declaration calls it, and on screen. */
  name: string;
  label: string;
  /** The file of its configuration, and where that comes from. */
  path: string;
  source: {model: string | null; paper: string | null};
  architecture: Architecture;
  /** `null` for a pair of an encoder and a decoder. */
  sizes: ModelSizes | null;
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
  /** Tokens of each part. */
  parts: Record<string, TokenizedPart>;
}

/** The tokens that a part of a text touches: those from `first` up to `end`. */
export interface TokenizedPart {
  first: number;
  end: number;
  /** How many that are, and how many of them are unknown. */
  count: number;
  unknown: number;
  /** Whether there are some, all known and of whole characters. */
  isWhole: boolean;
  /** The most digits in one token of the part. */
  digits: number;
}

/** Byte pairs merged one after the other; words begin with the space before them. */
export interface BpeTrainingResult {
  kind: 'bpe-training';
  corpus: {
    path: string;
    documents: number;
    /** Characters, and so pieces before the first merge. */
    characters: number;
    /** Words, all and different ones. */
    words: number;
    distinctWords: number;
  };
  /** The characters that occur, most frequent first: the vocabulary before any merge. */
  alphabet: {text: string; count: number}[];
  merges: BpeMerge[];
  watch: {
    text: string;
    /** Pieces of the text, at the start (`merges: 0`) and after each merge that changed them. */
    states: {merges: number; pieces: string[]}[];
  };
}

export interface BpeMerge {
  /** Best first; the first is merged. */
  candidates: {left: string; right: string; count: number}[];
  /** What the vocabulary gains. */
  token: string;
  /** Places in the corpus that were merged; fewer than `count` where pairs overlap. */
  merged: number;
  /** Pieces of the corpus afterwards. */
  pieces: number;
  /** These as a share of its characters, with which it begins, 0 to 1. */
  share: number;
  /** Size of the vocabulary afterwards. */
  vocab: number;
}

export interface BpeEncodingResult {
  kind: 'bpe-encoding';
  tokenizer: TokenizerFacts;
  words: EncodedWord[];
}

export interface EncodedWord {
  text: string;
  /** The first has single bytes, the last no pair that could be merged. */
  steps: EncodingStep[];
  /** Ids of the pieces of the last step. */
  ids: number[];
  /** Whether it is one piece in the end. */
  isWhole: boolean;
}

export interface EncodingStep {
  pieces: {text: string | null; bytes: string}[];
  /**
   * Rank of merging each piece with the next one: merge number `rank` (from 0) of the
   * vocabulary; `null` where there is no such merge.
   */
  ranks: (number | null)[];
  /** Index of the left piece that is merged next, `null` at the last step. */
  chosen: number | null;
}

export interface TradeOffResult {
  kind: 'vocabulary-trade-off';
  dModel: number;
  texts: Record<string, {text: string; characters: number; bytes: number}>;
  /** From the smallest vocabulary to the largest. */
  rows: (TokenizerFacts & {
    /** Numbers in the table of token vectors: `vocab * dModel`. */
    tableParameters: number;
    /** By text; special tokens do not count. */
    tokens: Record<string, {count: number; unknown: number; bytesPerToken: number}>;
  })[];
}
