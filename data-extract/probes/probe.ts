import type {CapturedResults, CapturedToken, TensorInfo} from '../capture/format.ts';
import type {ModelMap} from '../graph/describe-model.ts';
import type {Results} from '../models/run-model.ts';
import type {TokenPiece} from '../text/tokenizer.ts';

/** A tensor to be saved: batch dropped, float32. */
export interface NamedTensor extends Omit<TensorInfo, 'dtype' | 'shape'> {
  shape: readonly number[];
  data: Float32Array;
}

/** What a probe may look at. */
export interface ProbeContext {
  map: ModelMap;
  tokens: readonly CapturedToken[];
  /** A token of the vocabulary by its id. */
  piece(id: number): TokenPiece;
}

/**
 * Something that can be captured. `R` is its entry in the declaration's `probes`.
 * A probe first says which tensors of the graph it needs, then makes of their values
 * what the capture file keeps.
 */
export interface Probe<R> {
  /**
   * @throws UserError where the model has not what is asked for.
   */
  outputs(context: ProbeContext, request: R): string[];
  collect(
    context: ProbeContext,
    request: R,
    values: Results,
  ): {tensors: NamedTensor[]; results: CapturedResults};
}

/** The values of a tensor that was asked for. */
export function valueOf(values: Results, name: string): NonNullable<ReturnType<Results['get']>> {
  const value = values.get(name);
  if (!value) throw new Error(`tensor "${name}" was not computed`);
  return value;
}
