import type {Pixels} from '../lint/judge/contrast.ts';

/**
 * Reads pictures into memory of its own, which the next picture takes over.
 *
 * @remarks
 * `getImageData` allocates anew every time, which costs more than drawing.
 */
export class PixelReader {
  private data = new Uint8Array(0);

  /** @returns The canvas as RGBA; good until the next call. */
  public async read(canvas: HTMLCanvasElement): Promise<Pixels> {
    const {width, height} = canvas;
    const size = width * height * 4;
    if (this.data.length !== size) this.data = new Uint8Array(size);
    const frame = new VideoFrame(canvas, {timestamp: 0});
    try {
      await frame.copyTo(this.data, {format: 'RGBA', colorSpace: 'srgb'});
    } finally {
      frame.close();
    }
    return {data: this.data, width, height};
  }
}
