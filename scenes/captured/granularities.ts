import type {
  GranularitiesResult,
  GranularityLevel,
} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './reader.ts';
import {openText, sourceOfFile} from './text-files.ts';
import type {Source} from './tensor.ts';

/** One text at four levels. */
export interface CapturedGranularities {
  /** The tokenizer of the pieces of words. */
  source: Source;
  /** The text that is cut. */
  text: string;
  /** Pieces with bytes and spans, from words to bytes. */
  levels: readonly GranularityLevel[];
  /** One of the levels. */
  level(name: GranularityLevel['level']): GranularityLevel;
  /** Where words and characters that are known come from. */
  corpus: Source;
  /** How many words are known, of how many in the corpus. */
  words: GranularitiesResult['words'];
  /** Name and size of the tokenizer of the pieces of words. */
  tokenizer: GranularitiesResult['tokenizer'];
}

/** @param files - The scene's `*.captured` module. */
export function openGranularities(files: CaptureFiles): CapturedGranularities {
  const {capture, result, source} = openText('granularities', files);
  const {levels, words, tokenizer} = result;
  return {
    source,
    text: capture.text,
    levels,
    level(name) {
      const found = levels.find(({level}) => level === name);
      if (!found) throw new Error(`Capture ${capture.id} has no level "${name}".`);
      return found;
    },
    corpus: sourceOfFile(capture, words.from),
    words,
    tokenizer,
  };
}
