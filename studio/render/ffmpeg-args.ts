/** Arguments of every ffmpeg call, as pure functions. */

export interface VideoFormat {
  width: number;
  height: number;
  fps: number;
}

const BT709 = [
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-colorspace',
  'bt709',
];
/** Leaves out everything that names a version or a time. */
const BITEXACT = ['-fflags', '+bitexact', '-flags', '+bitexact', '-map_metadata', '-1'];

/**
 * Raw RGBA on stdin to one H.264 chunk.
 *
 * @remarks
 * The pixels of libx264 depend on the number of threads, so it is pinned. Key frames
 * come at fixed places and groups are closed: chunks join without re-encoding.
 *
 * @param crf - Constant rate factor; lower is better and larger.
 */
export function x264ChunkArgs(
  {width, height, fps}: VideoFormat,
  keyFrameEvery: number,
  crf: number,
  output: string,
): string[] {
  return [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...[
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgba',
      '-s',
      `${width}x${height}`,
      '-r',
      String(fps),
    ],
    ...['-i', 'pipe:0'],
    ...['-vf', 'scale=in_range=full:out_range=tv:out_color_matrix=bt709,format=yuv420p'],
    ...['-c:v', 'libx264', '-preset', 'medium', '-crf', String(crf), '-threads', '1'],
    ...['-g', String(keyFrameEvery), '-keyint_min', String(keyFrameEvery), '-bf', '0'],
    ...['-sc_threshold', '0', '-x264-params', 'open-gop=0'],
    ...BT709,
    ...['-color_range', 'tv', '-video_track_timescale', '90000'],
    ...BITEXACT,
    ...['-f', 'mp4', output],
  ];
}

/** What the container says about itself. */
export interface Tags {
  title: string;
  /** Models and revisions of the values in the picture. */
  comment: string;
  /** ISO 639-2 code of captions and titles. */
  language: string;
}

/**
 * Join chunks and captions into the final MP4; nothing is re-encoded.
 *
 * @param list - A concat list, see {@link concatList}.
 * @param captions - A WebVTT file, or `null` for a scene that has none.
 */
export function joinArgs(
  list: string,
  captions: string | null,
  tags: Tags,
  output: string,
): string[] {
  return [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'concat', '-safe', '0', '-i', list],
    ...(captions ? ['-i', captions] : []),
    ...['-map', '0:v:0', ...(captions ? ['-map', '1:s:0'] : [])],
    ...['-c', 'copy', ...(captions ? ['-c:s', 'mov_text'] : [])],
    ...BITEXACT,
    ...['-metadata', `title=${tags.title}`, '-metadata', `comment=${tags.comment}`],
    ...['-metadata:s:v:0', `language=${tags.language}`],
    ...(captions ? ['-metadata:s:s:0', `language=${tags.language}`] : []),
    ...[
      '-video_track_timescale',
      '90000',
      '-movflags',
      '+faststart',
      '-f',
      'mp4',
      output,
    ],
  ];
}

/** The text of an ffmpeg concat list. */
export function concatList(files: readonly string[]): string {
  return files.map(file => `file '${file.replaceAll("'", "'\\''")}'\n`).join('');
}

/** Facts of a video file as JSON, frames counted. */
export function probeArgs(file: string): string[] {
  return [
    ...['-v', 'error', '-of', 'json', '-count_packets'],
    ...['-show_streams', '-show_format', file],
  ];
}

const ISO_639_2: Record<string, string> = {en: 'eng', ko: 'kor'};

/** The three-letter code that MP4 wants for a locale. */
export const languageCode = (locale: string): string => ISO_639_2[locale] ?? 'und';
