import type {
  BpeEncodingResult,
  BpeMerge,
  BpeTrainingResult,
  EncodedWord,
} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './reader.ts';
import {openText, sourceOfFile} from './text-files.ts';
import type {Source} from './tensor.ts';
import {sourceOfTokenizer} from './tokens.ts';

/** Byte pairs merged one after the other. */
export interface CapturedTraining {
  /** The text that it is trained on. */
  source: Source;
  /** Size of the text before any merge. */
  corpus: BpeTrainingResult['corpus'];
  /** Characters with counts, most frequent first. */
  alphabet: BpeTrainingResult['alphabet'];
  /** Candidates, token, and sizes of corpus and vocabulary after each merge. */
  merges: readonly BpeMerge[];
  /** The text whose pieces are watched. */
  watched: string;
  /** Pieces of the watched text after so many merges. */
  pieces(merges: number): readonly string[];
}

/** @param files - The scene's `*.captured` module. */
export function openBpeTraining(files: CaptureFiles): CapturedTraining {
  const {capture, result} = openText('bpe-training', files);
  const {corpus, alphabet, merges, watch} = result;
  return {
    source: sourceOfFile(capture, corpus.path),
    corpus,
    alphabet,
    merges,
    watched: watch.text,
    pieces: count =>
      watch.states.findLast(state => state.merges <= count)?.pieces ?? [...watch.text],
  };
}

/** Words cut by the ranks of a vocabulary. */
export interface CapturedEncoding {
  /** The tokenizer. */
  source: Source;
  /** Its name, where it comes from, and the size of its vocabulary. */
  tokenizer: BpeEncodingResult['tokenizer'];
  /** With pieces, ranks of neighbours and the chosen pair at each step. */
  words: readonly EncodedWord[];
}

/** @param files - The scene's `*.captured` module. */
export function openBpeEncoding(files: CaptureFiles): CapturedEncoding {
  const {tokenizer, words} = openText('bpe-encoding', files).result;
  return {source: sourceOfTokenizer(tokenizer), tokenizer, words};
}
