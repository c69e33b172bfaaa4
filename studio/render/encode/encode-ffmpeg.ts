import {UserError} from '../../../foundations/user-error.ts';
import {chunkArgs, muxArgs, x264Args} from './chunk-args.ts';
import type {ChunkFormat, RawFormat} from './chunk-args.ts';
import type {ChunkEncoder, EncoderNeeds} from './encoder.ts';
import {FORMATS} from '../options/formats.ts';
import type {FormatName} from '../options/formats.ts';
import {heldSink, HOLDING} from './held-sink.ts';
import {rawSink} from './raw-sink.ts';
import {runFfmpeg} from './run-ffmpeg.ts';
import type {StageServer} from './stage-server.ts';
import {CHUNK_FRAMES, KEY_FRAME_EVERY} from './chunk-length.ts';

const CODECS: Readonly<Record<FormatName, ChunkFormat['codec']>> = {
  mp4: 'x264',
  webm: 'vp9',
  prores: 'prores',
  gif: 'png',
  png: 'png',
};

/** An ffmpeg that can be run. */
export interface Ffmpeg {
  path: string;
  version: string;
}

/** What keys of chunks say of this encoder. Pure. */
export function ffmpegIdentity(needs: EncoderNeeds, version: string): string[] {
  const format = formatOf(needs);
  const args = isRaw(format)
    ? chunkArgs(format, '')
    : [...x264Args(format), HOLDING, ...muxArgs(format, '')];
  return ['ffmpeg', version, ...args];
}

const formatOf = ({preset, format, crf, video, alpha}: EncoderNeeds): ChunkFormat => ({
  ...video,
  codec: CODECS[format],
  alpha,
  preset,
  crf: crf ?? 0,
  keyFrameEvery: preset === 'draft' ? CHUNK_FRAMES : KEY_FRAME_EVERY,
});

const isRaw = (format: ChunkFormat): format is RawFormat => format.codec !== 'x264';

/**
 * Takes raw frames from the page and encodes them with ffmpeg.
 *
 * @throws UserError where ffmpeg lacks the encoder.
 */
export async function ffmpegEncoder(
  needs: EncoderNeeds,
  server: StageServer,
  ffmpeg: Ffmpeg,
): Promise<ChunkEncoder> {
  const {format, video, alpha} = needs;
  const {encoder, chunk: ending} = FORMATS[format];
  if (encoder !== null) await requireEncoder(encoder, format, ffmpeg);
  return {
    identity: ffmpegIdentity(needs, ffmpeg.version),
    reason: `encoded by ffmpeg's ${encoder ?? 'png'} (--preset ${needs.preset} --format ${format})`,
    ending,
    async encode(page, range, output) {
      const {width, height} = video;
      const how = formatOf(needs);
      const raw = isRaw(how);
      const sink = raw
        ? rawSink(ffmpeg.path, how, output)
        : heldSink(ffmpeg.path, how, output);
      const {upload, close, failure} = server.receive({
        width,
        height,
        pixels: raw ? 'rgba' : 'yuv420p',
        async take(frame, times) {
          await sink.take(frame, times);
          page.onAlive();
        },
      });
      try {
        const encoding = {kind: 'raw' as const, upload, alpha};
        const drawn = await page.call('renderChunk', {...range, encoding});
        await sink.end();
        return drawn;
      } catch (error) {
        sink.kill();
        throw failure() ?? error;
      } finally {
        close();
      }
    },
  };
}

async function requireEncoder(
  encoder: string,
  format: FormatName,
  ffmpeg: Ffmpeg,
): Promise<void> {
  const list = await runFfmpeg(ffmpeg.path, ['-hide_banner', '-encoders']);
  if (new RegExp(`^ [A-Z.]{6} ${encoder} `, 'm').test(list)) return;
  throw new UserError(
    'encoder-missing',
    `${ffmpeg.path} was built without ${encoder}, which --format ${format} needs.`,
    'Point FFMPEG_BIN at another ffmpeg, or give another --format.',
  );
}
