/** Captures of words and tokens: what is asked of texts and tokenizers, not of a network. */
import type {CorpusRequest} from '../text/corpus-request.ts';
import type {TextPart} from '../text/tokenized.ts';

import type {Role, TokenizerRole} from '../course/roles.ts';
import type {
  SkipGramDeclaration,
  Word2vecDeclaration,
  WordVectorsDeclaration,
} from './vector-declaration.ts';

export type * from './vector-declaration.ts';

/** What a scene needs to know about a text; `kind` decides what it receives. */
export type TextDeclaration =
  | BagOfWordsDeclaration
  | BpeEncodingDeclaration
  | BpeTrainingDeclaration
  | GranularitiesDeclaration
  | ListingsDeclaration
  | ModelSizesDeclaration
  | SkipGramDeclaration
  | TokensDeclaration
  | TradeOffDeclaration
  | Word2vecDeclaration
  | WordVectorsDeclaration;

/** Sentences as counts of the words of a common vocabulary. */
export interface BagOfWordsDeclaration {
  kind: 'bag-of-words';
  /** Split at what is no letter or digit, and compared in lower case. */
  sentences: readonly string[];
  /** The words of a sentence in another order, drawn by the seed. */
  shuffled?: {sentence: number; seed: number};
}

/** One text as words, pieces of words, characters and bytes. */
export interface GranularitiesDeclaration {
  kind: 'granularities';
  text: string;
  /** The words that are known: the most frequent of a corpus. */
  words: CorpusRequest & {size: number};
  /** What cuts words into pieces. */
  tokenizer: TokenizerRole;
}

/** Known models by their configurations, with parameters and bytes of the cache. */
export interface ModelSizesDeclaration {
  kind: 'model-sizes';
  /**
   * Configurations by name: files of `assets/configs`, or the `config.json` of a model,
   * relative to the repository.
   */
  models: Readonly<Record<string, string>>;
  /** Bytes of a number in the cache, by name; default 2, half precision. */
  bytesPerNumber?: Readonly<Record<string, number>>;
}

/** Programs that are run with the model of a role, and what they print. */
export interface ListingsDeclaration {
  kind: 'listings';
  /** The model whose folder, file or name on the hub the programs get as their argument. */
  role: Role;
  /** TypeScript files, relative to the repository. */
  files: readonly string[];
}

/** A text as several tokenizers cut it. */
export interface TokensDeclaration {
  kind: 'tokens';
  text: string;
  tokenizers: readonly TokenizerRole[];
  /** Whether tokens that stand for no text are added. Default `true`. */
  specialTokens?: boolean;
  /** Parts of the text, by name, whose tokens are counted. */
  parts?: Readonly<Record<string, TextPart>>;
}

/** Byte pairs merged one after the other, from characters on. */
export interface BpeTrainingDeclaration {
  kind: 'bpe-training';
  corpus: CorpusRequest;
  /** How many merges are learned. */
  merges: number;
  /** How many pairs are kept per merge, the best included. */
  candidates: number;
  /** A text whose pieces are kept after each merge. */
  watch: string;
}

/** Words cut by the ranks of a byte-pair vocabulary, step by step. */
export interface BpeEncodingDeclaration {
  kind: 'bpe-encoding';
  tokenizer: TokenizerRole;
  /** Each as it stands in a text, with its leading space. */
  words: readonly string[];
}

/** Length of texts and size of the table of vectors, by tokenizer. */
export interface TradeOffDeclaration {
  kind: 'vocabulary-trade-off';
  tokenizers: readonly TokenizerRole[];
  /** By name. */
  texts: Readonly<Record<string, string>>;
  /** Numbers per token vector. */
  dModel: number;
}

/**
 * Declare a capture of texts. Returns its argument; it is there for the types.
 *
 * @param declaration - What to capture.
 */
export function defineTextCapture<const D extends TextDeclaration>(declaration: D): D {
  return declaration;
}
