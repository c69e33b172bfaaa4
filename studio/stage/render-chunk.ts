import {createXXHash64} from 'hash-wasm';

import {webcodecsSink} from './encode-webcodecs.ts';
import type {FrameSink} from './encode-webcodecs.ts';
import type {ChunkRequest, FrameEncoding, OpenRequest} from './protocol.ts';
import type {ScenePlayer} from './scene-player.ts';
import {packedSink} from './send-packed.ts';

/**
 * Draw a range of frames, hash each and hand it to an encoder.
 *
 * @returns One hash per frame.
 */
export async function renderChunk(
  player: ScenePlayer,
  {fps}: OpenRequest,
  {from, to, encoding}: ChunkRequest,
): Promise<string[]> {
  const {canvas} = player;
  const size = {width: canvas.width, height: canvas.height};
  const alpha = encoding.kind === 'raw' && encoding.alpha ? 'keep' : 'discard';
  const sink = await sinkOf(encoding, size, fps);
  const hasher = await createXXHash64();
  const pixels = new Uint8Array(size.width * size.height * 4);
  const hashes: string[] = [];
  let last: VideoFrame | null = null;
  try {
    for (let number = from; number < to; number++) {
      void window.aimFrame?.(number);
      const drawn = (await player.draw(number)) || last === null;
      const frame = timedFrame(last === null || drawn ? canvas : last, number - from, {
        fps,
        alpha,
      });
      last?.close();
      last = frame;
      if (drawn) {
        await frame.copyTo(pixels, {format: 'RGBA', colorSpace: 'srgb'});
        hashes.push(hasher.init().update(pixels).digest());
      } else {
        hashes.push(hashes[hashes.length - 1]);
      }
      const repeats = hashes.length > 1 && hashes.at(-1) === hashes.at(-2);
      await sink.add(frame, repeats ? null : pixels, number - from);
    }
    await sink.finish();
  } finally {
    last?.close();
  }
  return hashes;
}

/**
 * A picture as a frame of the chunk. The canvas is also read through it: `getImageData`
 * allocates anew every time, which costs more than drawing.
 */
function timedFrame(
  picture: HTMLCanvasElement | VideoFrame,
  index: number,
  {fps, alpha}: {fps: number; alpha: AlphaOption},
): VideoFrame {
  const micros = (n: number): number => Math.round((n * 1e6) / fps);
  return new VideoFrame(picture, {
    timestamp: micros(index),
    duration: micros(index + 1) - micros(index),
    alpha,
  });
}

async function sinkOf(
  encoding: FrameEncoding,
  size: {width: number; height: number},
  fps: number,
): Promise<FrameSink> {
  switch (encoding.kind) {
    case 'webcodecs':
      return webcodecsSink(encoding, size, fps);
    case 'raw':
      return packedSink(encoding.upload, size.width * size.height);
    case 'none':
      return {add: async () => undefined, finish: async () => undefined};
  }
}
