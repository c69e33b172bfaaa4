import type {BagSentence, ShuffledSentence} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './reader.ts';
import {openText} from './text-files.ts';
import type {Source, Tensor} from './tensor.ts';

/** Sentences as counts of words. */
export interface CapturedBag {
  /** Where the words come from. */
  source: Source;
  /** Words in lower case, in the order in which they first occur. */
  vocabulary: readonly string[];
  /** Words with their places in the vocabulary, and whether each is new in it. */
  sentences: readonly BagSentence[];
  /** Counts of all sentences, `[sentence, word]`; `counts.at(0)` is one vector. */
  counts: Tensor;
  /** Cosines between sentences, `[sentence, sentence]`. */
  cosine: Tensor;
  /** A sentence with its words in another order, where it was asked for. */
  shuffled: (ShuffledSentence & {counts: Tensor}) | null;
}

/** @param files - The scene's `*.captured` module. */
export function openBagOfWords(files: CaptureFiles): CapturedBag {
  const {result, source, tensor} = openText('bag-of-words', files);
  const {vocabulary, sentences, shuffled} = result;
  return {
    source,
    vocabulary,
    sentences,
    counts: tensor('counts'),
    cosine: tensor('cosine'),
    shuffled: shuffled && {...shuffled, counts: tensor('shuffled')},
  };
}
