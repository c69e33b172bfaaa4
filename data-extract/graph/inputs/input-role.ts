/** What a graph reads by an input. */
export type InputRole =
  /** Token ids `[batch, position]`. */
  | 'ids'
  /** 1 for each position that may be looked at, those of the cache included. */
  | 'mask'
  | 'encoder-mask'
  /** Numbers of the positions. */
  | 'positions'
  /** Which of several texts a token belongs to. */
  | 'segments'
  /** Keys and values of earlier positions. */
  | 'past'
  | 'encoder-states'
  /** How many positions the cache holds; `key-lengths` is the last position of all. */
  | 'past-length'
  | 'key-lengths'
  | 'total-length'
  /** Whether the cache is read, in a file with both ways. */
  | 'use-cache'
  /** How many of the last positions get scores; 0 for all. */
  | 'logits-to-keep'
  /** Numbers that are no text: pixels, sounds, vectors. */
  | 'values'
  /** Nothing in the graph reads it. */
  | 'unused'
  | 'unknown';
