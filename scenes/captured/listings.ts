import type {ListedProgram} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './reader.ts';
import {openText} from './text-files.ts';
import type {Source} from './tensor.ts';

/** Programs that were run with a model. */
export interface CapturedListings {
  /** With what they printed, in the order of the declaration. */
  programs: readonly ListedProgram[];
  /** The model that they ran, for the stamp. */
  source: Source;
}

/** @param files - The scene's `*.captured` module. */
export function openListings(files: CaptureFiles): CapturedListings {
  const {result, source} = openText('listings', files);
  return {programs: result.programs, source};
}
