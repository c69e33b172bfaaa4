/** Key frames of finals come at this distance, in frames. */
export const KEY_FRAME_EVERY = 120;
/** Length of a chunk in frames. */
export const CHUNK_FRAMES = 240;
