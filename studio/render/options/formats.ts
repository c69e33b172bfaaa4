export type Preset = 'draft' | 'final';

/** Formats that a video can be written in. */
export type FormatName = 'mp4' | 'webm' | 'prores' | 'gif' | 'png';

/** What a format can hold, and how ffmpeg is told to write it. */
export interface Format {
  /** Ending of the result; a sequence of pictures is a folder. */
  ending: string;
  /** Ending of a chunk. */
  chunk: string;
  alpha: boolean;
  /** Whether chroma is halved, so that width and height must be even. */
  even: boolean;
  /** Range and default of `--crf`. */
  crf: {low: number; high: number; default: Readonly<Record<Preset, number>>} | null;
  /** An encoder that not every ffmpeg has. */
  encoder: string | null;
  /** ffmpeg's names. */
  muxer: string;
  captions: string | null;
  audio: readonly string[] | null;
  /** Whether a track counts time in ticks of its own, see `timescaleOf()`. */
  timescale: boolean;
  /** What the copied streams need besides. */
  flags: readonly string[];
}

export const FORMATS: Readonly<Record<FormatName, Format>> = {
  mp4: {
    ending: '.mp4',
    chunk: '.mp4',
    alpha: false,
    even: true,
    crf: {low: 0, high: 51, default: {draft: 22, final: 18}},
    encoder: 'libx264',
    muxer: 'mp4',
    captions: 'mov_text',
    audio: ['-c:a', 'aac', '-b:a', '192k'],
    timescale: true,
    flags: ['-movflags', '+faststart+write_colr'],
  },
  webm: {
    ending: '.webm',
    chunk: '.webm',
    alpha: true,
    even: true,
    crf: {low: 0, high: 63, default: {draft: 24, final: 24}},
    encoder: 'libvpx-vp9',
    muxer: 'webm',
    captions: 'webvtt',
    audio: ['-c:a', 'libopus', '-b:a', '128k'],
    timescale: false,
    flags: [],
  },
  prores: {
    ending: '.mov',
    chunk: '.mov',
    alpha: true,
    even: true,
    crf: null,
    encoder: 'prores_ks',
    muxer: 'mov',
    captions: 'mov_text',
    audio: ['-c:a', 'pcm_s16le'],
    timescale: true,
    flags: ['-movflags', '+write_colr'],
  },
  // A GIF could leave pixels out, but knows no soft edges, and every text has them.
  gif: {
    ending: '.gif',
    chunk: '.png.mov',
    alpha: false,
    even: false,
    crf: null,
    encoder: null,
    muxer: 'gif',
    captions: null,
    audio: null,
    timescale: false,
    flags: ['-loop', '0'],
  },
  png: {
    ending: '',
    chunk: '.png.mov',
    alpha: true,
    even: false,
    crf: null,
    encoder: null,
    muxer: 'image2',
    captions: null,
    audio: null,
    timescale: false,
    flags: ['-start_number', '0'],
  },
};

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];
