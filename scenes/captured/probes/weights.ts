import type {CaptureReader} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** Weights as they stand in the model's file. */
export interface CapturedWeights {
  /** Captured rows of a weight, `[row, column]`, by the name in the declaration. */
  rows(name: string): Tensor;
}

export const openWeights = (reader: CaptureReader): CapturedWeights => ({
  rows: name => reader.tensor(`weights.${name}`),
});
