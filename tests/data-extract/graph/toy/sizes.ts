/** Sizes of the toy models: width, heads, head size, feed-forward width, tokens. */
export const SIZES = {
  D: 32,
  H: 2,
  SIZE: 16,
  WIDE: 48,
  V: 11,
  LENGTH: 8,
  LAYERS: 2,
} as const;
