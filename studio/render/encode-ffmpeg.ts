import {UserError} from '../../data-extract/foundations/user-error.ts';
import type {FoundPart} from '../setup/parts.ts';
import {chunkArgs, pixelsFor} from './chunk-args.ts';
import type {ChunkFormat} from './chunk-args.ts';
import type {ChunkEncoder, EncoderNeeds} from './encoder.ts';
import {FORMATS} from './formats.ts';
import type {FormatName} from './formats.ts';
import {runFfmpeg, startFfmpeg} from './run-ffmpeg.ts';
import type {StageServer} from './stage-server.ts';
import {CHUNK_FRAMES, KEY_FRAME_EVERY} from './unit.ts';

const CODECS: Readonly<Record<FormatName, ChunkFormat['codec']>> = {
  mp4: 'x264',
  webm: 'vp9',
  prores: 'prores',
  gif: 'png',
  png: 'png',
};

/** What keys of chunks say of this encoder. Pure. */
export const ffmpegIdentity = (needs: EncoderNeeds, version: string): string[] => [
  ...['ffmpeg', version],
  ...argsOf(needs, ''),
];

const argsOf = ({preset, format, crf, video, alpha}: EncoderNeeds, output: string) =>
  chunkArgs(
    {
      ...video,
      ...{codec: CODECS[format], alpha, preset, crf: crf ?? 0},
      keyFrameEvery: preset === 'draft' ? CHUNK_FRAMES : KEY_FRAME_EVERY,
    },
    output,
  );

/**
 * Takes raw frames from the page and encodes them with ffmpeg.
 *
 * @throws UserError where ffmpeg lacks the encoder.
 */
export async function ffmpegEncoder(
  needs: EncoderNeeds,
  server: StageServer,
  ffmpeg: FoundPart,
): Promise<ChunkEncoder> {
  const {format, video, alpha} = needs;
  const {encoder, chunk: ending} = FORMATS[format];
  if (encoder !== null) await requireEncoder(encoder, format, ffmpeg);
  return {
    identity: ffmpegIdentity(needs, ffmpeg.version),
    reason: `encoded by ffmpeg's ${encoder ?? 'png'} (--preset ${needs.preset} --format ${format})`,
    ending,
    async encode(page, range, output) {
      const {process: child, done} = startFfmpeg(ffmpeg.path, argsOf(needs, output));
      const {stdin} = child;
      if (!stdin) throw new Error('ffmpeg was started without stdin.');
      const failed = done.then((): never => {
        throw new Error('ffmpeg ended before its last frame.');
      });
      failed.catch(() => undefined);
      const taker = {
        ...{stdin, failed, taken: () => page.onAlive()},
        ...{width: video.width, height: video.height},
        pixels: pixelsFor(CODECS[format]),
      };
      const {upload, close, failure} = server.receive(taker);
      try {
        const encoding = {kind: 'raw' as const, upload, alpha};
        const drawn = await page.call('renderChunk', {...range, encoding});
        stdin.end();
        await done;
        return drawn;
      } catch (error) {
        child.kill('SIGKILL');
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
  ffmpeg: FoundPart,
): Promise<void> {
  const list = await runFfmpeg(ffmpeg.path, ['-hide_banner', '-encoders']);
  if (new RegExp(`^ [A-Z.]{6} ${encoder} `, 'm').test(list)) return;
  throw new UserError(
    'encoder-missing',
    `${ffmpeg.path} was built without ${encoder}, which --format ${format} needs.`,
    'Point FFMPEG_BIN at another ffmpeg, or give another --format.',
  );
}
