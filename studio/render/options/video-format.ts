/** A picture in time, as encoders see it. */
export interface VideoFormat {
  width: number;
  height: number;
  /** See `frame-rate.ts`. */
  fps: number;
}
