import type {CapturedResults} from '../capture/format.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';
import type {Extras} from '../stage/extras.ts';
import type {LeftOut} from '../stage/left-out.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {UserError} from '../foundations/user-error.ts';

/** A tensor to be saved: batch dropped, float32. */
export interface NamedTensor extends Omit<TensorInfo, 'dtype' | 'shape'> {
  shape: readonly number[];
  data: Float32Array;
}

/** What a probe found in one graph. */
export interface Found {
  tensors: NamedTensor[];
  results: CapturedResults;
}

/**
 * Something that can be captured. `R` is its entry in the declaration's `probes`. A probe
 * first says which tensors of a graph it needs, then makes of their values what the
 * capture file keeps. A model of two graphs is asked twice.
 */
export interface Probe<R> {
  /** Tensors to be read; none where the graph has not what is asked for. */
  outputs(context: StageContext, request: R): string[];
  /** Nodes to be added, from which outputs are computed. */
  extras?(context: StageContext, request: R): Extras;
  collect(run: StageRun, request: R): Found;
  /** Parts that were asked for and that the graph does not give. */
  leftOut?(run: StageRun, request: R): MissingPart[];
  /** Why there may be nothing to read, for a model whose graphs give nothing. */
  missing(context: StageContext): string;
}

/** A part that is not there, by its layer. */
export type MissingPart = Pick<LeftOut, 'layer' | 'what' | 'reason'>;

/** Where a graph has nothing for a probe. */
export const NOTHING: Found = {tensors: [], results: {}};

/** The error for a probe that found nothing in any graph. */
export function nothingFound(
  name: string,
  reason: string,
  there: readonly string[],
): UserError {
  const others = there.length > 0 ? `Of this model there are ${there.join(', ')}. ` : '';
  return new UserError(
    'probe',
    `probes.${name}: ${reason}.`,
    `${others}Leave the probe out, or use another model; \`aim inspect\` says what was found.`,
  );
}

/** What could not be placed in a graph, as the end of a sentence. */
export const reasons = ({map}: StageContext): string =>
  map.unrecognised.length === 0
    ? ''
    : ` (${map.unrecognised.map(({what, reason}) => `${what}: ${reason}`).join('; ')})`;
