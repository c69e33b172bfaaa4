import {describe, expect, test} from 'vitest';

import {toWebVtt, timestamp} from '../../../studio/render/captions.ts';
import {planChunks} from '../../../studio/render/chunk-plan.ts';
import {
  concatList,
  joinArgs,
  languageCode,
  x264ChunkArgs,
} from '../../../studio/render/ffmpeg-args.ts';
import {hashFrames} from '../../../studio/render/manifest.ts';

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

describe('ffmpeg arguments', () => {
  test('pin everything that pixels and bytes of a chunk depend on', () => {
    const args = x264ChunkArgs(
      {width: 1920, height: 1080, fps: 60},
      60,
      18,
      'out.mp4',
    ).join(' ');
    for (const part of [
      '-threads 1',
      '-g 60',
      '-keyint_min 60',
      '-sc_threshold 0',
      'open-gop=0',
      '+bitexact',
    ]) {
      expect(args).toContain(part);
    }
  });

  test('map captions only where there are some', () => {
    const tags = {title: 't', comment: 'c', language: 'eng'};
    expect(joinArgs('list', 'a.vtt', tags, 'o.mp4')).toContain('mov_text');
    expect(joinArgs('list', null, tags, 'o.mp4')).not.toContain('mov_text');
  });

  test('quote file names in concat lists', () => {
    expect(concatList(["/a/it's.mp4", '/b c.mp4'])).toBe(
      "file '/a/it'\\''s.mp4'\nfile '/b c.mp4'\n",
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
