import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';

import type {FrameEncoding} from './protocol.ts';

/** Receives the frames of one chunk in order. */
export interface FrameSink {
  /**
   * @param frame - The picture; it is closed by the caller.
   * @param pixels - The same picture as RGBA, overwritten by the next frame; `null` where
   * it is that of the frame before.
   * @param index - Number in the chunk.
   */
  add(frame: VideoFrame, pixels: Uint8Array | null, index: number): Promise<void>;
  /** All frames are in: hand the chunk over. */
  finish(): Promise<void>;
}

/** At most so many frames wait in the encoder. */
const QUEUE = 8;

/**
 * Encode frames in the page and post the chunk as one MP4.
 *
 * @param encoding - Codec, rate and where to post.
 * @param size - Size of the canvas in pixels.
 * @param fps - Frames per second.
 */
export async function webcodecsSink(
  encoding: Extract<FrameEncoding, {kind: 'webcodecs'}>,
  size: {width: number; height: number},
  fps: number,
): Promise<FrameSink> {
  const target = new BufferTarget();
  const output = new Output({
    format: new Mp4OutputFormat({fastStart: 'in-memory'}),
    target,
  });
  const source = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(source, {frameRate: fps});
  await output.start();
  let failure: unknown = null;
  let written = Promise.resolve();
  const encoder = new VideoEncoder({
    output: (chunk, meta) => {
      written = written.then(() =>
        source.add(EncodedPacket.fromEncodedChunk(chunk), meta),
      );
      written.catch(error => (failure ??= error));
    },
    error: error => (failure ??= error),
  });
  encoder.configure({
    codec: encoding.codec,
    ...size,
    framerate: fps,
    bitrate: encoding.bitrate,
    latencyMode: 'quality',
    avc: {format: 'avc'},
  });
  const throwFailure = (): void => {
    if (failure) throw failure;
  };
  return {
    async add(frame, _, index) {
      throwFailure();
      encoder.encode(frame, {keyFrame: index % encoding.keyFrameEvery === 0});
      while (encoder.encodeQueueSize > QUEUE) {
        await new Promise(resolve =>
          encoder.addEventListener('dequeue', resolve, {once: true}),
        );
      }
    },
    async finish() {
      await encoder.flush();
      encoder.close();
      await written;
      throwFailure();
      await output.finalize();
      if (!target.buffer) throw new Error('The muxer gave no file.');
      const reply = await fetch(encoding.upload, {method: 'POST', body: target.buffer});
      if (!reply.ok)
        throw new Error(`The chunk was not taken: ${reply.status} ${await reply.text()}`);
    },
  };
}
