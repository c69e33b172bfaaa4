import {frameRateOf} from '../options/frame-rate.ts';
import type {VideoFormat} from '../options/video-format.ts';

/**
 * IVF, the simplest container that tells when a frame is shown: a header, and frames with
 * their size and their time.
 *
 * @param fourcc - What the frames are, e.g. `I420`.
 * @returns The header; times are then counted in frames.
 */
export function ivfHeader(
  fourcc: 'I420' | 'H264',
  {width, height, fps}: VideoFormat,
): Uint8Array {
  const {frames, seconds} = frameRateOf(fps);
  const header = Buffer.alloc(32);
  header.write('DKIF', 0, 'latin1');
  header.writeUInt16LE(header.length, 6);
  header.write(fourcc, 8, 'latin1');
  header.writeUInt16LE(width, 12);
  header.writeUInt16LE(height, 14);
  header.writeUInt32LE(frames, 16);
  header.writeUInt32LE(seconds, 20);
  return header;
}

/**
 * What stands before a frame.
 *
 * @param bytes - Size of the frame.
 * @param time - Number of the frame in the video.
 */
export function ivfFrame(bytes: number, time: number): Uint8Array {
  const header = Buffer.alloc(12);
  header.writeUInt32LE(bytes, 0);
  header.writeBigUInt64LE(BigInt(time), 4);
  return header;
}
