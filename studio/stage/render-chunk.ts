import {createXXHash64} from 'hash-wasm';

import type {FrameSink} from './frame-sink.ts';
import type {ChunkRequest, ChunkResult, FrameEncoding} from './protocol.ts';
import type {ScenePlayer} from './scene-player.ts';
import {packedSink} from './send-packed.ts';

/**
 * Draw a range of frames, hash each and hand it to an encoder.
 *
 * @returns Its hashes.
 */
export async function renderChunk(
  player: ScenePlayer,
  {from, to, peek, encoding}: ChunkRequest,
): Promise<Pick<ChunkResult, 'hashes' | 'next'>> {
  const {canvas} = player;
  const alpha = encoding.kind === 'raw' && encoding.alpha ? 'keep' : 'discard';
  const sink = sinkOf(encoding, canvas.width * canvas.height);
  const hasher = await createXXHash64();
  const pixels = new Uint8Array(canvas.width * canvas.height * 4);
  const hashPixels = async (): Promise<string> => {
    await readPixels(canvas, alpha, pixels);
    return hasher.init().update(pixels).digest();
  };
  const hashes: string[] = [];
  for (let number = from; number < to; number++) {
    void window.aimFrame?.(number);
    // The chunk before may have looked at it already; it is not drawn twice.
    const isShown = number === from && player.shown === number;
    const drawn = isShown || (await player.draw(number)) || number === from;
    hashes.push(drawn ? await hashPixels() : hashes[hashes.length - 1]);
    const repeats = hashes.length > 1 && hashes.at(-1) === hashes.at(-2);
    await sink.add(repeats ? null : pixels);
  }
  await sink.finish();
  if (peek) await player.draw(to);
  return {hashes, next: peek ? await hashPixels() : null};
}

/**
 * A canvas is read through a frame of it: `getImageData` allocates anew every time, which
 * costs more than drawing.
 */
async function readPixels(
  canvas: HTMLCanvasElement,
  alpha: AlphaOption,
  pixels: Uint8Array,
): Promise<void> {
  const frame = new VideoFrame(canvas, {timestamp: 0, alpha});
  try {
    await frame.copyTo(pixels, {format: 'RGBA', colorSpace: 'srgb'});
  } finally {
    frame.close();
  }
}

const sinkOf = (encoding: FrameEncoding, pixels: number): FrameSink =>
  encoding.kind === 'raw'
    ? packedSink(encoding.upload, pixels)
    : {add: async () => undefined, finish: async () => undefined};
