/** A value that the model computed. */
export interface Computed {
  data: Float32Array;
  shape: readonly number[];
}
