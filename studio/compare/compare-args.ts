import {BITEXACT, QUIET} from '../render/encode/chunk-args.ts';
import {frameRateOf, frameRateText, timescaleOf} from '../render/options/frame-rate.ts';
import type {Preset} from '../render/options/formats.ts';
import type {AlignedPart} from './align-cues.ts';
import type {Layout} from '../stage/compare-layout.ts';

/** What two videos are joined to. */
export interface CompareParts {
  /** The picture behind both, as large as the video. */
  ground: string;
  left: string;
  right: string;
  parts: readonly AlignedPart[];
  layout: Layout;
  fps: number;
  preset: Preset;
  /** Chapters in ffmpeg's metadata format. */
  chapters: string;
  title: string;
  comment: string;
  output: string;
}

/** Pixels of libx264 depend on the number of threads, so it is pinned. */
const THREADS = '4';

/**
 * ffmpeg's arguments for two videos side by side. The frames of each get the times at
 * which their parts begin; over a gap, `overlay` repeats the one before it.
 */
export function compareArgs(request: CompareParts): string[] {
  const {layout, fps, parts, preset} = request;
  const frames = parts.reduce((sum, part) => sum + part.frames, 0);
  const {left, right} = layout.panels;
  const panel = (side: 'left' | 'right', input: number): string =>
    `[${input}:v]setpts='${timesOf(parts, side, fps)}',` +
    `scale=${layout.panelWidth}:${layout.panelHeight}:${SCALING}[${side}]`;
  const graph = [
    panel('left', 1),
    panel('right', 2),
    '[0:v]scale=in_range=full:out_range=tv:out_color_matrix=bt709,format=yuv420p[ground]',
    `[ground][left]overlay=${left.x}:${left.y}:eof_action=repeat[half]`,
    `[half][right]overlay=${right.x}:${right.y}:eof_action=repeat,format=yuv420p[out]`,
  ];
  return [
    ...QUIET,
    ...[
      '-f',
      'image2',
      '-pattern_type',
      'none',
      '-loop',
      '1',
      '-framerate',
      frameRateText(fps),
      '-i',
      request.ground,
    ],
    ...['-i', request.left, '-i', request.right],
    ...['-f', 'ffmetadata', '-i', request.chapters],
    ...['-filter_complex', graph.join(';'), '-map', '[out]', '-map_chapters', '3'],
    ...['-frames:v', String(frames), '-r', frameRateText(fps)],
    ...['-c:v', 'libx264', '-preset', preset === 'final' ? 'medium' : 'veryfast'],
    ...['-crf', '18', '-threads', THREADS, '-pix_fmt', 'yuv420p'],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
    ...['-color_range', 'tv', '-video_track_timescale', String(timescaleOf(fps))],
    ...BITEXACT,
    ...['-metadata', `title=${request.title}`, '-metadata', `comment=${request.comment}`],
    ...['-movflags', '+faststart+write_colr', '-f', 'mp4', request.output],
  ];
}

const SCALING = 'flags=lanczos+accurate_rnd+bitexact';

/** An expression for the time of each frame of a side: its number, and all waiting before. */
export function timesOf(
  parts: readonly AlignedPart[],
  side: 'left' | 'right',
  fps: number,
): string {
  const waits = parts.flatMap(({[side]: {from, to}, frames}, i) => {
    const waited = frames - (to - from);
    const next = parts[i + 1]?.[side].from;
    return waited > 0 && next !== undefined ? [`gte(N,${next})*${waited}`] : [];
  });
  const rate = frameRateOf(fps);
  return `(${['N', ...waits].join('+')})*${rate.seconds}/(${rate.frames}*TB)`;
}
