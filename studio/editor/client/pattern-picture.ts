/** Colours from the panel's ground to full attention, as RGB. */
const GROUND = [26, 31, 40] as const;
const FULL = [242, 88, 141] as const;
/** Larger patterns are shrunk: a thumbnail shows the kind, not single cells. */
const MOST = 48;

/**
 * A thumbnail of one head's pattern, a pixel per cell or per block of cells.
 *
 * @param data - Softmax output `[query, key]`, row-major.
 */
export function patternPicture(
  data: Float32Array,
  queries: number,
  keys: number,
): ImageData {
  const per = Math.ceil(Math.max(queries, keys) / MOST);
  const [height, width] = [Math.ceil(queries / per), Math.ceil(keys / per)];
  const picture = new ImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let most = 0;
      for (let q = y * per; q < Math.min(queries, (y + 1) * per); q++)
        for (let k = x * per; k < Math.min(keys, (x + 1) * per); k++)
          most = Math.max(most, data[q * keys + k]);
      const at = 4 * (y * width + x);
      for (let c = 0; c < 3; c++)
        picture.data[at + c] = GROUND[c] + (FULL[c] - GROUND[c]) * most;
      picture.data[at + 3] = 255;
    }
  }
  return picture;
}
