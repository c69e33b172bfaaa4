import type {FoundPart} from '../setup/parts.ts';
import type {VideoFormat} from './chunk-args.ts';
import type {FrameRange} from './chunk-plan.ts';
import {ffmpegEncoder} from './encode-ffmpeg.ts';
import {webcodecsEncoder} from './encode-webcodecs.ts';
import {h264Codec} from './h264-level.ts';
import type {OutputOptions} from './output-options.ts';
import type {StageServer} from './stage-server.ts';
import type {StagePage} from './stage-page.ts';

/** How the chunks of a render are encoded. */
export interface ChunkEncoder {
  /** What the key of a chunk says of the encoder. */
  readonly identity: readonly string[];
  /** Why it is this one, for people. */
  readonly reason: string;
  /** Ending of a chunk's file, e.g. `.mp4`. */
  readonly ending: string;
  /** Render a range on a page that has the scene open, into a file. */
  encode(page: StagePage, range: FrameRange, output: string): Promise<DrawnChunk>;
}

/** What is known of a chunk that has been drawn. */
export interface DrawnChunk {
  /** One hash per frame. */
  hashes: string[];
  /** Families of text that were taken from the machine. */
  machineFonts: string[];
}

/** What the choice of an encoder depends on. */
export interface EncoderNeeds extends Pick<OutputOptions, 'preset' | 'format' | 'crf'> {
  video: VideoFormat;
  /** Whether the pictures have a transparent ground. */
  alpha: boolean;
}

/**
 * Choose the encoder: the browser's own for drafts where it has H.264, else ffmpeg.
 *
 * @param canEncode - Asks the browser whether it encodes a codec.
 * @throws UserError where ffmpeg lacks the encoder.
 */
export async function chooseEncoder(
  needs: EncoderNeeds,
  canEncode: (codec: string) => Promise<boolean>,
  server: StageServer,
  ffmpeg: FoundPart,
  browserVersion: string,
): Promise<ChunkEncoder> {
  const {preset, format, video} = needs;
  if (format === 'mp4' && preset === 'draft') {
    const codec = h264Codec(video);
    if (codec !== null && (await canEncode(codec)))
      return webcodecsEncoder(codec, video, server, browserVersion);
    return ffmpegEncoder(needs, server, ffmpeg, 'this browser has no H.264 encoder');
  }
  return ffmpegEncoder(needs, server, ffmpeg, `--preset ${preset} --format ${format}`);
}
