import {ffmpegIdentity} from '../render/encode/encode-ffmpeg.ts';
import type {RenderOptions} from '../render/options/options.ts';

/** Versions of programs; absent where they are not known. */
export type KnownTools = Partial<Record<'chromium' | 'ffmpeg', string>>;

/**
 * The encoder that a video would have now. Pure.
 *
 * @returns Its identity, see `ChunkEncoder`; an unknown version is empty.
 */
export const expectedEncoder = (
  options: RenderOptions,
  {ffmpeg = ''}: KnownTools,
): string[] => {
  const {width, height, fps, ground} = options;
  const video = {width, height, fps};
  return ffmpegIdentity({...options, video, alpha: ground === 'none'}, ffmpeg);
};
