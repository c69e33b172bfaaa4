/** A part of what was asked for that the capture does not have. */
export interface LeftOut {
  /** Who asked for it; `null` for what was seen in the graph and belongs nowhere. */
  probe: string | null;
  /** `null` where it is not of one layer. */
  layer: number | null;
  /** A tensor, a result, or a part of the model. */
  what: string;
  reason: string;
}
