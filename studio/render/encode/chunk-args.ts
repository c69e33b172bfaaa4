import {frameRateOf, frameRateText, timescaleOf} from '../options/frame-rate.ts';
import type {Preset} from '../options/formats.ts';
import type {VideoFormat} from '../options/video-format.ts';

/** What ffmpeg makes of the frames of a chunk. */
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

/** A chunk whose encoder is given every frame, also those that repeat the one before. */
export type RawFormat = ChunkFormat & {codec: Exclude<ChunkFormat['codec'], 'x264'>};

/**
 * Raw frames on stdin, RGBA, to one chunk.
 *
 * @remarks
 * Whatever pixels could depend on is pinned: the number of threads, and a conversion of
 * colours that is the same on every processor. Key frames come at fixed places and groups
 * are closed: chunks join without re-encoding.
 */
export function chunkArgs(format: RawFormat, output: string): string[] {
  const {width, height, fps, codec} = format;
  return [
    ...QUIET,
    ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${width}x${height}`],
    ...['-r', frameRateText(fps), '-i', 'pipe:0'],
    ...CODECS[codec](format),
    ...BITEXACT,
    output,
  ];
}

/**
 * An IVF of raw pictures on stdin, each with the time when it comes up, to an FLV on
 * stdout that has one coded picture for each, whose only reference is the one before.
 *
 * @remarks
 * Pinned likewise; libx264 gives other pixels with another number of threads. It knows
 * from the times how long a picture stands.
 */
export function x264Args({preset, crf, keyFrameEvery, fps}: ChunkFormat): string[] {
  const {frames, seconds} = frameRateOf(fps);
  return [
    ...QUIET,
    // What is looked at before it begins: pictures are large, and all is known of them.
    ...['-probesize', '32', '-analyzeduration', '0', '-fpsprobesize', '0'],
    ...['-f', 'ivf', '-i', 'pipe:0', '-enc_time_base', `${seconds}:${frames}`],
    ...['-c:v', 'libx264', ...EFFORT[preset]],
    ...['-crf', String(crf), '-threads', '1', '-bf', '0', '-refs', '1'],
    '-force_key_frames',
    `expr:not(mod(round(t*${frames}/${seconds}),${keyFrameEvery}))`,
    ...['-sc_threshold', '0', '-x264-params'],
    `open-gop=0:keyint=infinite:fps=${frames}/${seconds}`,
    ...[...BT709, '-color_range', 'tv', ...BITEXACT, '-f', 'flv', 'pipe:1'],
  ];
}

/** An IVF of coded pictures on stdin to one chunk. */
export const muxArgs = ({fps}: VideoFormat, output: string): string[] => [
  ...[...QUIET, '-f', 'ivf', '-i', 'pipe:0', '-c', 'copy'],
  // Parameter sets stand in the head of an MP4, and not among its pictures too.
  ...['-bsf:v', 'filter_units=remove_types=7-8'],
  ...[...ticks(fps), ...BITEXACT, '-f', 'mp4', output],
];

/**
 * A draft takes the time of a quick preset, and makes up for its larger frames with key
 * frames that are as rare as can be. Both go without those allowances for the eye that
 * cost most where pictures are flat.
 */
const EFFORT: Readonly<Record<Preset, readonly string[]>> = {
  draft: ['-preset', 'superfast', '-tune', 'psnr'],
  final: ['-preset', 'medium', '-tune', 'psnr'],
};

const CODECS: Readonly<Record<RawFormat['codec'], (format: RawFormat) => string[]>> = {
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
