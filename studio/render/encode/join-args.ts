import {audioFilter} from './audio.ts';
import {BITEXACT, QUIET} from './chunk-args.ts';
import type {Format} from '../options/formats.ts';
import {frameRateOf, frameTime, timescaleOf} from '../options/frame-rate.ts';

/** A place in the video that a player can jump to. */
export interface Chapter {
  title: string;
  /** Half-open range of frames. */
  from: number;
  to: number;
}

/** What the container says about itself. */
export interface Tags {
  title: string;
  /** Models and revisions of the values in the picture. */
  comment: string;
  /** ISO 639-2 code of captions and titles. */
  language: string;
}

/** What is joined with the chunks. */
export interface JoinParts {
  /** A concat list, see {@link concatList}. */
  list: string;
  /** A WebVTT file. */
  captions: string | null;
  /** A file of chapters, see {@link chapterList}. */
  chapters: string | null;
  audio: {path: string; start: number} | null;
  /** Length of the video. */
  frames: number;
  fps: number;
  /** Whether the chunks have a transparent ground. */
  alpha: boolean;
  tags: Tags;
}

/**
 * Join chunks, captions, chapters and sound into the finished file; pictures are not
 * encoded again.
 */
export function joinArgs(format: Format, parts: JoinParts, output: string): string[] {
  const {list, captions, chapters, audio, tags} = parts;
  const inputs = [
    ['-f', 'concat', '-safe', '0', '-i', list],
    ...(captions === null ? [] : [['-i', captions]]),
    ...(chapters === null ? [] : [['-f', 'ffmetadata', '-i', chapters]]),
    ...(audio === null ? [] : [['-i', audio.path]]),
  ];
  const inputOf = (path: string | null): number =>
    inputs.findIndex(input => input.at(-1) === path);
  return [
    ...[...QUIET, ...inputs.flat()],
    ...['-map', '0:v:0', '-c:v', 'copy'],
    ...(audio === null || format.audio === null
      ? []
      : [
          ...['-map', `${inputOf(audio.path)}:a:0`, ...format.audio],
          ...['-af', audioFilter(audio.start, parts), '-threads', '1'],
        ]),
    ...(captions === null || format.captions === null
      ? []
      : [
          ...['-map', `${inputOf(captions)}:s:0`, '-c:s', format.captions],
          ...['-metadata:s:s:0', `language=${tags.language}`],
        ]),
    ...['-map_chapters', chapters === null ? '-1' : String(inputOf(chapters))],
    ...BITEXACT,
    ...['-metadata', `title=${tags.title}`, '-metadata', `comment=${tags.comment}`],
    ...['-metadata:s:v:0', `language=${tags.language}`],
    ...(parts.alpha && format.muxer === 'webm'
      ? ['-metadata:s:v:0', 'alpha_mode=1']
      : []),
    ...(format.timescale
      ? ['-video_track_timescale', String(timescaleOf(parts.fps))]
      : []),
    ...[...format.flags, '-f', format.muxer, output],
  ];
}

/**
 * The text of an ffmpeg concat list. Each chunk is said to end in the microsecond in
 * which its last frame does: left to itself, ffmpeg rounds the length of every chunk, and
 * these errors add up.
 */
export function concatList(
  chunks: readonly {path: string; frames: number}[],
  fps: number,
): string {
  let frame = 0;
  const microseconds = (): number => frameTime(frame, fps, 1e6);
  return chunks
    .map(({path, frames}) => {
      const start = microseconds();
      frame += frames;
      const seconds = ((microseconds() - start) / 1e6).toFixed(6);
      return `file '${path.replaceAll("'", "'\\''")}'\nduration ${seconds}\n`;
    })
    .join('');
}

/** The text of a file of chapters in ffmpeg's metadata format. */
export function chapterList(chapters: readonly Chapter[], fps: number): string {
  const rate = frameRateOf(fps);
  const blocks = chapters.map(({title, from, to}) =>
    [
      '[CHAPTER]',
      `TIMEBASE=${rate.seconds}/${rate.frames}`,
      `START=${from}`,
      `END=${to}`,
      `title=${title.replace(/[=;#\\\n]/g, '\\$&')}`,
    ].join('\n'),
  );
  return `;FFMETADATA1\n${blocks.join('\n')}\n`;
}

/** The best 256 colours of a whole video, as one picture. */
export function paletteArgs(list: string, output: string): string[] {
  return [
    ...QUIET,
    ...['-f', 'concat', '-safe', '0', '-i', list],
    ...['-vf', 'palettegen=stats_mode=diff:reserve_transparent=0'],
    ...['-frames:v', '1', '-threads', '1', '-f', 'image2', '-update', '1'],
    ...['-c:v', 'png', output],
  ];
}

/** Lossless chunks to a GIF with the colours of {@link paletteArgs}. */
export function gifArgs(
  format: Format,
  list: string,
  palette: string,
  output: string,
): string[] {
  return [
    ...QUIET,
    ...['-f', 'concat', '-safe', '0', '-i', list, '-i', palette],
    ...['-lavfi', 'paletteuse=dither=sierra2_4a:diff_mode=rectangle', '-threads', '1'],
    ...[...BITEXACT, ...format.flags, '-f', format.muxer, output],
  ];
}

/** Lossless chunks to numbered pictures, copied as they are. */
export function picturesArgs(format: Format, list: string, folder: string): string[] {
  return [
    ...QUIET,
    ...['-f', 'concat', '-safe', '0', '-i', list, '-map', '0:v:0', '-c:v', 'copy'],
    ...[...format.flags, '-f', format.muxer, `${literal(folder)}/%06d.png`],
  ];
}

/** ffmpeg takes a percent sign in the path of pictures for the place of their number. */
const literal = (path: string): string => path.replaceAll('%', '%%');

/** Facts of a video file as JSON, frames counted. */
export function probeArgs(file: string): string[] {
  return [
    ...['-v', 'error', '-of', 'json', '-count_packets'],
    ...['-show_streams', '-show_format', '-show_chapters', file],
  ];
}

const ISO_639_2: Record<string, string> = {en: 'eng', ko: 'kor'};

/** The three-letter code that containers want for a locale. */
export const languageCode = (locale: string): string => ISO_639_2[locale] ?? 'und';
