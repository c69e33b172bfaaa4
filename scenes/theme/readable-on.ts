import {luminance} from './contrast.ts';

const WHITE = '#FFFFFF';
const BLACK = '#000000';

/**
 * Black or white, whichever can be read on a colour: 4.5:1 at least on any colour there
 * is. For figures in cells of a ramp; on the fills of roles, their text colour is meant.
 *
 * @param color - As `#RRGGBB`.
 */
export function readableOn(color: string): string {
  // Contrast with white and with black is equal at this luminance.
  return luminance(color) > Math.sqrt(1.05 * 0.05) - 0.05 ? BLACK : WHITE;
}
