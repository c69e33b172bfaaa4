/** A half-open range of frames. */
export interface FrameRange {
  from: number;
  to: number;
}

/**
 * Cut a scene into fixed chunks. They depend on the number of frames alone, never on the
 * number of workers, so that the same chunk is the same everywhere.
 *
 * @param frames - Frames of the scene.
 * @param size - Frames per chunk; a multiple of the key-frame interval.
 */
export function planChunks(frames: number, size: number): FrameRange[] {
  if (!Number.isInteger(frames) || frames < 0 || !Number.isInteger(size) || size < 1) {
    throw new RangeError(`cannot cut ${frames} frames into chunks of ${size}`);
  }
  const chunks: FrameRange[] = [];
  for (let from = 0; from < frames; from += size) {
    chunks.push({from, to: Math.min(frames, from + size)});
  }
  return chunks;
}
