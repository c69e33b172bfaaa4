/** Results of a capture that are no tensors. */

import type {ProbeResults} from '../probes/results.ts';
import type {TextResult} from '../text/text-results.ts';

export type {Architecture, Experts} from '../configs/architecture.ts';
export type {CacheSize, ModelSizes, PartSize, SizedPart} from '../configs/sizes.ts';
export type * from '../probes/results.ts';
export type * from '../text/text-results.ts';
export type * from '../text/vector-results.ts';

/** By probe; absent where it was not asked for. */
export interface CapturedResults extends ProbeResults {
  /** What the probes found in the encoder of an encoder-decoder; above is the decoder. */
  encoder?: ProbeResults;
  /** Of a capture of texts, which runs no network. */
  text?: TextResult;
}
