import type {FoundPart} from '../setup/parts.ts';
import type {StagePage} from './stage-page.ts';
import {x264ChunkArgs} from './ffmpeg-args.ts';
import type {RenderOptions} from './options.ts';
import {startFfmpeg} from './run-ffmpeg.ts';
import type {StageServer} from './stage-server.ts';
import type {FrameRange} from './chunk-plan.ts';
import {h264Codec} from './h264-level.ts';
import {KEY_FRAME_EVERY} from './unit.ts';

/** How the chunks of a render are encoded. */
export interface ChunkEncoder {
  /** What the key of a chunk says of the encoder. */
  readonly identity: readonly string[];
  /** Why it is this one, for people. */
  readonly reason: string;
  /** Render a range on a page that has the scene open, into a file. */
  encode(page: StagePage, range: FrameRange, output: string): Promise<string[]>;
}

const CRF = 18;

/** Bits per second of a draft: about 0.13 per pixel and frame at 1080p60. */
const draftBitrate = ({width, height, fps}: RenderOptions): number =>
  Math.round(width * height * fps * 0.13);

/**
 * Choose the encoder: the browser's own for drafts where it has H.264, else libx264.
 *
 * @param page - Any page of the stage.
 */
export async function chooseEncoder(
  options: RenderOptions,
  page: StagePage,
  server: StageServer,
  ffmpeg: FoundPart,
  browserVersion: string,
): Promise<ChunkEncoder> {
  const {width, height, fps, preset} = options;
  if (preset === 'final') return x264Encoder(options, server, ffmpeg, 'preset final');
  const codec = h264Codec(options);
  if (codec !== null && (await page.call('canEncode', codec, width, height, fps))) {
    return webcodecsEncoder(codec, options, server, browserVersion);
  }
  return x264Encoder(options, server, ffmpeg, 'this browser has no H.264 encoder');
}

function webcodecsEncoder(
  codec: string,
  options: RenderOptions,
  server: StageServer,
  browserVersion: string,
): ChunkEncoder {
  const bitrate = draftBitrate(options);
  return {
    identity: ['webcodecs', browserVersion, codec, String(bitrate)],
    reason: 'encoded in the page (WebCodecs)',
    async encode(page, {from, to}, output) {
      const {upload, close} = server.receive({kind: 'file', path: output});
      try {
        const {hashes} = await page.call('renderChunk', {
          from,
          to,
          encoding: {
            kind: 'webcodecs',
            codec,
            bitrate,
            keyFrameEvery: KEY_FRAME_EVERY,
            upload,
          },
        });
        return hashes;
      } finally {
        close();
      }
    },
  };
}

function x264Encoder(
  format: RenderOptions,
  server: StageServer,
  ffmpeg: FoundPart,
  why: string,
): ChunkEncoder {
  const args = (output: string): string[] =>
    x264ChunkArgs(format, KEY_FRAME_EVERY, CRF, output);
  return {
    identity: ['x264', ffmpeg.version, ...args('')],
    reason: `encoded by libx264 (${why})`,
    async encode(page, {from, to}, output) {
      const {process: child, done} = startFfmpeg(ffmpeg.path, args(output));
      if (!child.stdin) throw new Error('ffmpeg was started without stdin.');
      const {upload, close} = server.receive({kind: 'frames', stdin: child.stdin, done});
      try {
        const {hashes} = await page.call('renderChunk', {
          from,
          to,
          encoding: {kind: 'raw', upload},
        });
        await done;
        return hashes;
      } catch (error) {
        child.kill('SIGKILL');
        throw error;
      } finally {
        close();
      }
    },
  };
}
