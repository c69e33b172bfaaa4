import type {SkipGramResult} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './open-capture.ts';
import type {Source} from './tensor.ts';
import {openText} from './text-files.ts';

/** The examples that skip-gram makes of a text, with negatives. */
export interface CapturedSkipGram extends Omit<SkipGramResult, 'kind'> {
  /** Where the words come from. */
  source: Source;
}

/** @param files - The scene's `*.captured` module. */
export function openSkipGram(files: CaptureFiles): CapturedSkipGram {
  const {result, source} = openText('skip-gram', files);
  return {...result, source};
}
