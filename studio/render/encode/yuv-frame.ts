/** A pixel as RGBA in one word, as `Uint32Array`s over the bytes of a canvas have it. */
type Word = number;

/** Bits behind the point of the weights. */
const BITS = 16;
const ONE = 2 ** BITS;
const weight = (part: number): number => Math.round(part * ONE);

/** BT.709's luma, from black at 16 to white at 235. */
const LUMA = [0.2126, 0.7152, 0.0722].map(part => weight((part * 219) / 255));
const LUMA_ZERO = weight(16.5);
/** Its differences of blue and red from luma, 16 to 240, of the sum of four pixels. */
const blue = [-0.2126 / 1.8556, -0.7152 / 1.8556, 0.5];
const red = [0.5, -0.7152 / 1.5748, -0.0722 / 1.5748];
const [CB, CR] = [blue, red].map(parts =>
  parts.map(part => weight((part * 224) / 255 / 4)),
);
const CHROMA_ZERO = weight(128.5);

/**
 * A picture in the colours of a video: planes of luma and of halved chroma, BT.709 and
 * limited range. Kept from one frame to the next, it is converted only where it changes,
 * which ffmpeg, given every frame anew, could not know.
 */
export class YuvFrame {
  /** The planes Y, Cb and Cr one after the other, as ffmpeg's `yuv420p` has them. */
  public readonly bytes: Uint8Array;
  /** Changed columns of each pair of rows, half open; empty where `from >= to`. */
  private readonly from: Int32Array;
  private readonly to: Int32Array;

  /**
   * A black picture.
   *
   * @param width - In pixels; even, like the height.
   */
  public constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    if (width % 2 || height % 2) throw new RangeError(`${width}x${height} is not even`);
    const pixels = width * height;
    this.bytes = new Uint8Array((pixels * 3) / 2);
    this.bytes.fill(16, 0, pixels).fill(128, pixels);
    this.from = new Int32Array(height / 2).fill(width);
    this.to = new Int32Array(height / 2);
  }

  /** Note that a half-open range of pixels, counted row by row, has changed. */
  public change(from: number, to: number): void {
    const {width} = this;
    for (let at = from; at < to;) {
      const row = Math.floor(at / width);
      const end = Math.min(to, (row + 1) * width);
      const pair = row >> 1;
      this.from[pair] = Math.min(this.from[pair], at - row * width);
      this.to[pair] = Math.max(this.to[pair], end - row * width);
      at = end;
    }
  }

  /** Convert what has changed. @param frame - The whole picture, RGBA. */
  public update(frame: Uint32Array): void {
    for (let pair = 0; pair < this.from.length; pair++) {
      if (this.from[pair] < this.to[pair]) {
        this.convert(frame, pair, this.from[pair] & ~1, (this.to[pair] + 1) & ~1);
      }
      this.from[pair] = this.width;
      this.to[pair] = 0;
    }
  }

  private convert(frame: Uint32Array, pair: number, from: number, to: number): void {
    const {bytes, width, height} = this;
    const chroma = width * height + (pair * width) / 2;
    const quarter = (width * height) / 4;
    for (let x = from; x < to; x += 2) {
      let [r, g, b] = [0, 0, 0];
      for (let dy = 0; dy < 2; dy++) {
        const row = (2 * pair + dy) * width + x;
        const [left, right]: [Word, Word] = [frame[row], frame[row + 1]];
        bytes[row] = luma(left);
        bytes[row + 1] = luma(right);
        r += (left & 255) + (right & 255);
        g += ((left >> 8) & 255) + ((right >> 8) & 255);
        b += ((left >> 16) & 255) + ((right >> 16) & 255);
      }
      const at = chroma + x / 2;
      bytes[at] = (CB[0] * r + CB[1] * g + CB[2] * b + CHROMA_ZERO) >> BITS;
      bytes[at + quarter] = (CR[0] * r + CR[1] * g + CR[2] * b + CHROMA_ZERO) >> BITS;
    }
  }
}

const luma = (pixel: Word): number =>
  (LUMA[0] * (pixel & 255) +
    LUMA[1] * ((pixel >> 8) & 255) +
    LUMA[2] * ((pixel >> 16) & 255) +
    LUMA_ZERO) >>
  BITS;
