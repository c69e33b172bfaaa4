import {describe, expect, test} from 'vitest';

import {spokenSpans} from '../../../studio/render/plan/narration-track.ts';
import {placeSpans} from '../../../studio/narration/place-spans.ts';
import type {PlacedSpan} from '../../../studio/narration/place-spans.ts';
import {wavFile} from '../../../studio/narration/wav.ts';

/** So few samples that fades round to nothing. */
const RATE = 10;
const format = {rate: RATE, channels: 1};
const recordings = new Map([
  ['a', Int16Array.from({length: 10}, (_, i) => i + 1)],
  ['b', Int16Array.from({length: 10}, (_, i) => 100 * (i + 1))],
]);
const place = (spans: PlacedSpan[], length = 12): number[] => [
  ...placeSpans(spans, recordings, format, new Int16Array(length)),
];

describe('placeSpans()', () => {
  test.each<[string, PlacedSpan[], number[]]>([
    ['nothing is silence', [], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    [
      'a part where it belongs',
      [{file: 'a', from: 0.2, to: 0.5, at: 0.4}],
      [0, 0, 0, 0, 3, 4, 5, 0, 0, 0, 0, 0],
    ],
    [
      'parts of several recordings',
      [
        {file: 'a', from: 0, to: 0.2, at: 0},
        {file: 'b', from: 0, to: 0.2, at: 0.3},
      ],
      [1, 2, 0, 100, 200, 0, 0, 0, 0, 0, 0, 0],
    ],
    [
      'no longer than the video',
      [{file: 'a', from: 0, to: 1, at: 0.9}],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3],
    ],
    [
      'no longer than the recording',
      [{file: 'a', from: 0.8, to: 2, at: 0}],
      [9, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ],
    [
      'parts that follow each other leave no gap for rounding',
      [
        {file: 'a', from: 0, to: 0.25, at: 0.14},
        {file: 'a', from: 0.25, to: 0.5, at: 0.39},
      ],
      [0, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0],
    ],
  ])('%s', (_, spans, expected) => {
    expect(place(spans)).toEqual(expected);
  });

  test('fades cuts, but not where the recording goes on', () => {
    const loud = new Map([['a', new Int16Array(4000).fill(1000)]]);
    const spans = [
      {file: 'a', from: 1, to: 2, at: 0},
      {file: 'a', from: 2, to: 3, at: 1},
    ];
    const samples = placeSpans(
      spans,
      loud,
      {rate: 1000, channels: 1},
      new Int16Array(3000),
    );
    expect([...samples.subarray(0, 6)]).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(new Set(samples.subarray(5, 1995))).toEqual(new Set([1000]));
    expect([...samples.subarray(1996, 2001)]).toEqual([800, 600, 400, 200, 0]);
  });

  test('keeps channels apart', () => {
    const stereo = new Map([['a', Int16Array.from([1, -1, 2, -2, 3, -3])]]);
    const spans = [{file: 'a', from: 0.1, to: 0.3, at: 0}];
    const samples = placeSpans(
      spans,
      stereo,
      {rate: RATE, channels: 2},
      new Int16Array(6),
    );
    expect([...samples]).toEqual([2, -2, 3, -3, 0, 0]);
  });
});

test('spokenSpans() counts from the beginning of the first part', () => {
  const spoken = {file: 'a', sha256: 'x', from: 0, to: 1};
  const cue = (seconds: number, isSpoken: boolean) => ({
    name: 'c',
    seconds,
    caption: '',
    ...(isSpoken ? {spoken} : {}),
  });
  const parts = [
    {cues: [cue(0, true), cue(2, false)], seconds: 5},
    {cues: [cue(1, true)], seconds: 3},
  ];
  expect(spokenSpans(parts).map(({at}) => at)).toEqual([0, 6]);
});

test('wavFile() has a header that says what follows', () => {
  const file = wavFile({samples: Int16Array.from([1, -2]), rate: 8000, channels: 2});
  const bytes = Buffer.from(file);
  expect(bytes.length).toBe(48);
  expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
  expect(bytes.readUInt32LE(4)).toBe(40);
  expect(bytes.toString('latin1', 8, 16)).toBe('WAVEfmt ');
  expect([bytes.readUInt16LE(20), bytes.readUInt16LE(22)]).toEqual([1, 2]);
  expect([bytes.readUInt32LE(24), bytes.readUInt32LE(28)]).toEqual([8000, 32000]);
  expect(bytes.readUInt32LE(40)).toBe(4);
  expect([bytes.readInt16LE(44), bytes.readInt16LE(46)]).toEqual([1, -2]);
});
