import type {VideoFormat} from './chunk-args.ts';
import type {ChunkEncoder} from './encoder.ts';
import type {StageServer} from './stage-server.ts';
import {KEY_FRAME_EVERY} from './unit.ts';

/** Bits per second of a draft: about 0.13 per pixel and frame. */
export const draftBitrate = ({width, height, fps}: VideoFormat): number =>
  Math.round(width * height * fps * 0.13);

/** What keys of chunks say of this encoder. Pure. */
export const webcodecsIdentity = (
  codec: string,
  video: VideoFormat,
  browserVersion: string,
): string[] => ['webcodecs', browserVersion, codec, String(draftBitrate(video))];

/** Encodes and muxes in the page, which posts the whole chunk. */
export function webcodecsEncoder(
  codec: string,
  video: VideoFormat,
  server: StageServer,
  browserVersion: string,
): ChunkEncoder {
  const bitrate = draftBitrate(video);
  return {
    identity: webcodecsIdentity(codec, video, browserVersion),
    reason: 'encoded in the page (WebCodecs)',
    ending: '.mp4',
    async encode(page, {from, to}, output) {
      const {upload, close, failure} = server.receive({kind: 'file', path: output});
      const encoding = {
        ...{kind: 'webcodecs' as const, codec, bitrate},
        ...{keyFrameEvery: KEY_FRAME_EVERY, upload},
      };
      try {
        return await page.call('renderChunk', {from, to, encoding});
      } catch (error) {
        // The page knows only that its chunk was not taken; the server knows why.
        throw failure() ?? error;
      } finally {
        close();
      }
    },
  };
}
