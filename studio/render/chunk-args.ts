import {frameRateText, timescaleOf} from './frame-rate.ts';
import type {Preset} from './output-options.ts';
import type {PixelFormat} from './pour-frames.ts';

/** A picture in time, as encoders see it. */
export interface VideoFormat {
  width: number;
  height: number;
  /** See `frame-rate.ts`. */
  fps: number;
}

/** What ffmpeg makes of the raw frames of a chunk. */
export interface ChunkFormat extends VideoFormat {
  codec: 'x264' | 'vp9' | 'prores' | 'png';
  /** Whether the frames have a transparent ground. */
  alpha: boolean;
  preset: Preset;
  /** Constant rate factor of `x264` and `vp9`; lower is better and larger. */
  crf: number;
  /** Key frames come at this distance, in frames. */
  keyFrameEvery: number;
}

/** Leaves out everything that names a version or a time; titles of chapters stay. */
export const BITEXACT: readonly string[] = [
  ...['-fflags', '+bitexact', '-flags', '+bitexact'],
  ...['-map_metadata:g', '-1', '-map_metadata:s', '-1'],
];
export const QUIET: readonly string[] = ['-hide_banner', '-loglevel', 'error', '-y'];

const BT709 = [
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-colorspace',
  'bt709',
];

/** The frames that an encoder is given: H.264 takes them in its own colours. */
export const pixelsFor = (codec: ChunkFormat['codec']): PixelFormat =>
  codec === 'x264' ? 'yuv420p' : 'rgba';

/**
 * Raw frames on stdin, see {@link pixelsFor}, to one chunk.
 *
 * @remarks
 * Whatever pixels could depend on is pinned: the number of threads (libx264 gives other
 * pixels with another number), and a conversion of colours that is the same on every
 * processor. Key frames come at fixed places and groups are closed: chunks join without
 * re-encoding.
 */
export function chunkArgs(format: ChunkFormat, output: string): string[] {
  const {width, height, fps, codec} = format;
  return [
    ...QUIET,
    ...['-f', 'rawvideo', '-pix_fmt', pixelsFor(codec), '-s', `${width}x${height}`],
    ...['-r', frameRateText(fps), '-i', 'pipe:0'],
    ...CODECS[format.codec](format),
    ...BITEXACT,
    output,
  ];
}

/**
 * A draft takes the time of a quick preset. It makes up for its larger frames with key
 * frames that are as rare as can be, and without those allowances for the eye that cost
 * most where pictures are flat.
 */
const EFFORT: Readonly<Record<Preset, readonly string[]>> = {
  draft: ['-preset', 'superfast', '-tune', 'psnr'],
  final: ['-preset', 'medium'],
};

const CODECS: Readonly<Record<ChunkFormat['codec'], (format: ChunkFormat) => string[]>> =
  {
    x264: ({preset, crf, keyFrameEvery, fps}) => [
      ...['-c:v', 'libx264', ...EFFORT[preset]],
      ...['-crf', String(crf), '-threads', '1', '-bf', '0'],
      ...gop(keyFrameEvery),
      ...['-sc_threshold', '0', '-x264-params', 'open-gop=0'],
      ...[...BT709, '-color_range', 'tv'],
      ...[...ticks(fps), '-f', 'mp4'],
    ],
    vp9: ({preset, crf, keyFrameEvery, alpha}) => [
      ...filter(alpha ? 'yuva420p' : 'yuv420p'),
      ...['-c:v', 'libvpx-vp9', '-crf', String(crf), '-b:v', '0'],
      ...(preset === 'final'
        ? ['-deadline', 'good', '-cpu-used', '2']
        : ['-deadline', 'realtime', '-cpu-used', '8']),
      ...['-threads', '1', '-row-mt', '0', '-auto-alt-ref', '0', '-lag-in-frames', '0'],
      ...gop(keyFrameEvery),
      ...[...BT709, '-color_range', 'tv', '-f', 'webm'],
    ],
    prores: ({alpha, fps}) => [
      ...filter(alpha ? 'yuva444p10le' : 'yuv422p10le'),
      ...['-c:v', 'prores_ks', '-profile:v', alpha ? '4444' : 'hq', '-threads', '1'],
      ...['-vendor', 'apl0', ...BT709],
      ...[...ticks(fps), '-f', 'mov'],
    ],
    png: ({alpha, fps}) => [
      ...['-c:v', 'png', '-pix_fmt', alpha ? 'rgba' : 'rgb24', '-threads', '1'],
      ...[...ticks(fps), '-f', 'mov'],
    ],
  };

const filter = (pixels: string): string[] => [
  '-vf',
  'scale=in_range=full:out_range=tv:out_color_matrix=bt709:' +
    `flags=bicubic+accurate_rnd+bitexact,format=${pixels}`,
];

const ticks = (fps: number): string[] => [
  ...['-video_track_timescale', String(timescaleOf(fps))],
];

const gop = (every: number): string[] => [
  ...['-g', String(every), '-keyint_min', String(every)],
];
