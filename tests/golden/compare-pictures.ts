import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';

/** How a picture differs from its golden one. */
export interface Difference {
  /** Whether every byte is the same. */
  exact: boolean;
  /** Share of the pixels that look different. */
  share: number;
  /** Both laid over each other, different pixels in red; `null` for other sizes. */
  picture: PNG | null;
}

/** Distance of two colours from which on pixels look different, 1 for black and white. */
const THRESHOLD = 0.1;

/** At most this share of the pixels may look different, on another machine say. */
export const TOLERANCE = 0.0005;

/** Compare two pictures, exactly first. Pictures of different sizes differ altogether. */
export function comparePictures(golden: PNG, actual: PNG): Difference {
  const {width, height} = golden;
  if (actual.width !== width || actual.height !== height) {
    return {exact: false, share: 1, picture: null};
  }
  if (golden.data.equals(actual.data)) return {exact: true, share: 0, picture: null};
  const picture = new PNG({width, height});
  const different = pixelmatch(golden.data, actual.data, picture.data, width, height, {
    threshold: THRESHOLD,
    includeAA: true,
  });
  return {exact: false, share: different / (width * height), picture};
}
