/** A probe that can be asked for some layers only. */
export interface LayerRequest {
  /**
   * Which layers: numbers (negative ones count from the last), or names from the
   * declaration's `heads`, for the layers that those heads lie in. Default all.
   */
  layers?: readonly (number | string)[];
}
