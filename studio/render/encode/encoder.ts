import type {ChunkRequest} from '../../stage/protocol.ts';
import type {VideoFormat} from '../options/video-format.ts';
import type {OutputOptions} from '../options/output-options.ts';

/** A page that has the scene open. */
export interface DrawingPage {
  /** Told that what the page has sent is being worked on. */
  onAlive: () => void;
  call(method: 'renderChunk', request: ChunkRequest): Promise<DrawnChunk>;
}

/** How the chunks of a render are encoded. */
export interface ChunkEncoder {
  /** What the key of a chunk says of the encoder. */
  readonly identity: readonly string[];
  /** Why it is this one, for people. */
  readonly reason: string;
  /** Ending of a chunk's file, e.g. `.mp4`. */
  readonly ending: string;
  /** Render a range into a file. */
  encode(
    page: DrawingPage,
    range: Pick<ChunkRequest, 'from' | 'to' | 'peek'>,
    output: string,
  ): Promise<DrawnChunk>;
}

/** What is known of a chunk that has been drawn. */
export interface DrawnChunk {
  /** One hash per frame. */
  hashes: string[];
  /** Hash of the frame after the last one, where the next chunk adjoins; else `null`. */
  next: string | null;
  /** Families of text that were taken from the machine. */
  machineFonts: string[];
  /** Characters that no font has, neither of the project nor of the machine. */
  missing: string[];
}

/** What an encoder has to do. */
export interface EncoderNeeds extends Pick<OutputOptions, 'preset' | 'format' | 'crf'> {
  video: VideoFormat;
  /** Whether the pictures have a transparent ground. */
  alpha: boolean;
}
