import type {Pixels} from '../lint/judge/contrast.ts';

/**
 * Reads pictures into memory of its own, which the next picture takes over.
 *
 * @remarks
 * `getImageData` allocates anew every time, which costs more than drawing.
 */
export class PixelReader {
  private data = new Uint8Array(0);
  private known: Pixels | null = null;

  /** What was read last. @throws Where nothing has been read. */
  public get last(): Pixels {
    if (!this.known) throw new Error('Nothing has been looked at.');
    return this.known;
  }

  /** @returns What is on the canvas; good until the next call. */
  public async read(canvas: HTMLCanvasElement): Promise<Pixels> {
    const {width, height} = canvas;
    const size = width * height * 4;
    if (this.data.length !== size) this.data = new Uint8Array(size);
    const frame = new VideoFrame(canvas, {timestamp: 0});
    try {
      // Another order than the browser's own takes three times as long.
      const order = frame.format === 'BGRA' ? 'BGRA' : 'RGBA';
      await frame.copyTo(this.data, {format: order, colorSpace: 'srgb'});
      return (this.known = {data: this.data, order, width, height});
    } finally {
      frame.close();
    }
  }
}
