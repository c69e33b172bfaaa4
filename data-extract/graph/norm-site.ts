/** A normalisation over the last axis, by its tensors. */
export interface NormSite {
  node: string;
  /**
   * `rms`: divided by the root mean square; `layer`: the mean taken off before; `other`:
   * something else that stands where norms stand, of which only the ends are known.
   */
  kind: 'rms' | 'layer' | 'other';
  input: string;
  /** With gain and bias. */
  output: string;
  gain: string | null;
  bias: string | null;
  epsilon: number;
}
