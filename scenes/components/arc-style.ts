/** Line width in pixels of an arc that carries all the weight. */
const WIDTH_OF_ALL = 40;
/** Shares from here on are written bold and in colour. */
export const LOUD = 0.15;

/** How an arc of a share is drawn: width in pixels, and opacity. */
export function arcStyle(share: number): {width: number; alpha: number} {
  return {
    width: Math.max(1.5, share * WIDTH_OF_ALL),
    alpha: Math.min(1, 0.28 + 1.6 * share),
  };
}
