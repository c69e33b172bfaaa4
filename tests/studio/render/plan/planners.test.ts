import {describe, expect, test} from 'vitest';

import {audioFilter} from '../../../../studio/render/encode/audio.ts';
import {toWebVtt, timestamp} from '../../../../studio/render/plan/captions.ts';
import {
  chunkArgs,
  muxArgs,
  x264Args,
} from '../../../../studio/render/encode/chunk-args.ts';
import type {
  ChunkFormat,
  RawFormat,
} from '../../../../studio/render/encode/chunk-args.ts';
import {planChunks} from '../../../../studio/render/plan/chunk-plan.ts';
import {FORMATS} from '../../../../studio/render/options/formats.ts';
import {
  chapterList,
  concatList,
  joinArgs,
  languageCode,
} from '../../../../studio/render/encode/join-args.ts';
import {hashFrames} from '../../../../studio/render/assemble/manifest.ts';
import {chaptersOf, joinCues} from '../../../../studio/render/plan/video-plan.ts';

describe('planChunks()', () => {
  test.each([
    [0, 10, []],
    [1, 10, [{from: 0, to: 1}]],
    [10, 10, [{from: 0, to: 10}]],
    [
      11,
      10,
      [
        {from: 0, to: 10},
        {from: 10, to: 11},
      ],
    ],
    [
      30,
      10,
      [
        {from: 0, to: 10},
        {from: 10, to: 20},
        {from: 20, to: 30},
      ],
    ],
  ])('cuts %i frames by %i', (frames, size, chunks) => {
    expect(planChunks(frames, size)).toEqual(chunks);
  });

  test('covers every frame exactly once', () => {
    for (let frames = 0; frames < 200; frames++) {
      for (const size of [1, 7, 60, 240]) {
        const covered = planChunks(frames, size).flatMap(({from, to}) =>
          Array.from({length: to - from}, (_, i) => from + i),
        );
        expect(covered).toEqual(Array.from({length: frames}, (_, i) => i));
      }
    }
  });

  test.each([
    [-1, 10],
    [1.5, 10],
    [10, 0],
    [10, 2.5],
  ])('refuses %s frames by %s', (frames, size) => {
    expect(() => planChunks(frames, size)).toThrow(RangeError);
  });
});

describe('captions', () => {
  test.each([
    [0, '00:00:00.000'],
    [1.2345, '00:00:01.235'],
    [59.9996, '00:01:00.000'],
    [3661.5, '01:01:01.500'],
  ])('%d seconds are written %s', (seconds, text) => {
    expect(timestamp(seconds)).toBe(text);
  });

  test('each stays until the next begins, the last one until the end', () => {
    const cues = [
      {name: 'one', seconds: 0, caption: 'First & <foremost>'},
      {name: 'two', seconds: 2.5, caption: '둘째'},
    ];
    expect(toWebVtt(cues, 4)).toMatchInlineSnapshot(`
      "WEBVTT

      one
      00:00:00.000 --> 00:00:02.500
      First &amp; &lt;foremost&gt;

      two
      00:00:02.500 --> 00:00:04.000
      둘째
      "
    `);
  });
});

test('captions of scenes that follow each other begin when their scene does', () => {
  const cue = {name: 'begin', seconds: 0.5, caption: 'x'};
  const parts = ['a', 'b', 'c'].map((name, i) => ({
    name,
    frames: 30 + i,
    cues: i === 1 ? [] : [cue],
  }));
  expect(joinCues(parts, 30)).toEqual([
    {...cue, name: 'a/begin'},
    {...cue, name: 'c/begin', seconds: 61 / 30 + 0.5},
  ]);
});

describe('ffmpeg arguments', () => {
  const format: ChunkFormat = {
    width: 1920,
    height: 1080,
    fps: 60,
    codec: 'x264',
    alpha: false,
    preset: 'final',
    crf: 18,
    keyFrameEvery: 60,
  };
  const textOf = (changes: Partial<RawFormat>): string =>
    chunkArgs({...format, codec: 'png', ...changes}, 'out').join(' ');

  test.each<[RawFormat['codec'], string[]]>([
    ['vp9', ['-g 60', '-keyint_min 60', '-row-mt 0', '-crf 18', '-b:v 0']],
    ['prores', ['-profile:v hq', 'yuv422p10le']],
    ['png', ['-pix_fmt rgb24']],
  ])('of %s pin everything that pixels and bytes depend on', (codec, parts) => {
    for (const part of [...parts, '-threads 1', '+bitexact'])
      expect(textOf({codec})).toContain(part);
  });

  test('of H.264 pin them, its key frames and its one reference too', () => {
    const text = x264Args({...format, fps: 30000 / 1001}).join(' ');
    for (const part of [
      ...['-threads 1', '+bitexact', '-refs 1', '-bf 0', '-crf 18', '-sc_threshold 0'],
      ...['expr:not(mod(round(t*30000/1001),60))', 'open-gop=0', 'fps=30000/1001'],
      '-enc_time_base 1001:30000',
    ])
      expect(text).toContain(part);
    expect(muxArgs(format, 'out').join(' ')).toMatch(/-c copy .*\+bitexact.* out$/);
  });

  test.each<[RawFormat['codec'], string]>([
    ['vp9', 'yuva420p'],
    ['prores', 'yuva444p10le'],
    ['png', '-c:v png -pix_fmt rgba'],
  ])('of %s keep a transparent ground', (codec, part) => {
    expect(textOf({codec, alpha: true})).toContain(part);
    expect(textOf({codec, alpha: false})).not.toContain(part);
  });

  const parts = {
    list: 'list',
    captions: null,
    chapters: null,
    audio: null,
    frames: 120,
    fps: 30,
    alpha: false,
    tags: {
      title: 't',
      comment: 'c',
      language: 'eng',
    },
  };
  const joined = (
    changes: Partial<Parameters<typeof joinArgs>[1]>,
    name = 'mp4' as const,
  ) => joinArgs(FORMATS[name], {...parts, ...changes}, 'o.mp4').join(' ');

  test('map captions, chapters and sound only where there are some', () => {
    const bare = joined({});
    for (const part of ['mov_text', '-map 1', 'aac']) expect(bare).not.toContain(part);
    expect(bare).toContain('-map_chapters -1');
    const audio = {path: 'a.mp3', start: 0};
    const full = joined({captions: 'c.vtt', chapters: 'ch.txt', audio});
    expect(full).toContain('-map 1:s:0 -c:s mov_text');
    expect(full).toContain('-map_chapters 2');
    expect(full).toContain('-map 3:a:0 -c:a aac');
    expect(joined({audio})).toContain('-map 1:a:0');
  });

  test.each([
    [0, 'channel_layouts=stereo,apad,atrim=end_sample=192000'],
    [1.5, 'stereo,adelay=72000S|72000S,apad,atrim=end_sample=192000'],
    [-0.25, 'stereo,atrim=start_sample=12000,asetpts=PTS-STARTPTS,apad,atrim'],
  ])('lay a sound that begins at %d s under the video', (start, part) => {
    expect(audioFilter(start, {frames: 120, fps: 30})).toContain(part);
  });

  test('write chapters with what their titles may hold', () => {
    const chapters = chaptersOf([
      {title: 'Q = K; #1', frames: 30},
      {title: '둘', frames: 60},
    ]);
    expect(chapterList(chapters, 30)).toBe(
      [
        ';FFMETADATA1',
        ...['[CHAPTER]', 'TIMEBASE=1/30', 'START=0', 'END=30', 'title=Q \\= K\\; \\#1'],
        ...['[CHAPTER]', 'TIMEBASE=1/30', 'START=30', 'END=90', 'title=둘', ''],
      ].join('\n'),
    );
  });

  test('quote file names in concat lists', () => {
    const chunks = ["/a/it's.mp4", '/b c.mp4'].map(path => ({path, frames: 20}));
    expect(concatList(chunks, 30)).toBe(
      "file '/a/it'\\''s.mp4'\nduration 0.666667\n" +
        "file '/b c.mp4'\nduration 0.666666\n",
    );
  });

  test.each([
    ['en', 'eng'],
    ['ko', 'kor'],
    ['xx', 'und'],
  ])('give MP4 the language of %s', (locale, code) => {
    expect(languageCode(locale)).toBe(code);
  });
});

test('the roll-up of frame hashes depends on every frame and on their order', () => {
  const all = [['a', 'b'], ['b', 'a'], ['a'], ['ab'], ['a', 'b', 'b']].map(hashFrames);
  expect(new Set(all).size).toBe(all.length);
});
