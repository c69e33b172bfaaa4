/** A value that the model computed. */
export interface Computed {
  data: Float32Array;
  shape: readonly number[];
}

/** What a graph computed, by the names of its tensors. */
export type Results = Map<string, Computed>;
