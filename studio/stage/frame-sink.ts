/** Receives the frames of one chunk in order. */
export interface FrameSink {
  /**
   * @param pixels - The picture as RGBA, overwritten by the next frame; `null` where it is
   * that of the frame before.
   */
  add(pixels: Uint8Array | null): Promise<void>;
  /** All frames are in: hand the chunk over. */
  finish(): Promise<void>;
}
