import {describe, expect, test} from 'vitest';

import {alignCues} from '../../../studio/compare/align-cues.ts';
import type {CuedVideo} from '../../../studio/compare/align-cues.ts';
import {timesOf} from '../../../studio/compare/compare-args.ts';
import {layOut} from '../../../studio/stage/compare-layout.ts';

/** `a0 b20 | 50` as cues by their first frames, and the number of frames. */
function video(text: string): CuedVideo {
  const [cues, frames] = text.split('|');
  const starts = cues.trim() === '' ? [] : cues.trim().split(' ');
  return {
    cues: starts.map(cue => ({name: cue[0], seconds: Number(cue.slice(1)) / 10})),
    frames: Number(frames),
    fps: 10,
  };
}

/** Parts as `cue left-range right-range frames`. */
const align = (left: string, right: string): string[] =>
  alignCues(video(left), video(right)).map(
    ({cue, left: l, right: r, frames}) =>
      `${cue ?? '-'} ${l.from}-${l.to} ${r.from}-${r.to} ${frames}`,
  );

describe('alignCues()', () => {
  test.each([
    ['the same', 'a0 b20 | 50', 'a0 b20 | 50', ['a 0-20 0-20 20', 'b 20-50 20-50 30']],
    [
      'the right waits',
      'a0 b20 | 50',
      'a0 b15 | 50',
      ['a 0-20 0-15 20', 'b 20-50 15-50 35'],
    ],
    [
      'the left waits',
      'a0 b20 | 40',
      'a0 b30 | 60',
      ['a 0-20 0-30 30', 'b 20-40 30-60 30'],
    ],
    [
      'a cue of one side alone',
      'a0 b20 c30 | 50',
      'a0 c10 | 30',
      ['a 0-30 0-10 30', 'c 30-50 10-30 20'],
    ],
    [
      'other cues in the same place',
      'a0 x20 c30 | 50',
      'a0 y25 c45 | 60',
      ['a 0-30 0-45 45', 'c 30-50 45-60 20'],
    ],
    [
      'a beginning before the first cue',
      'a5 | 20',
      'a10 | 20',
      ['- 0-5 0-10 10', 'a 5-20 10-20 15'],
    ],
    ['no cues', '| 20', '| 30', ['- 0-20 0-30 30']],
    [
      'another order',
      'a0 b10 c20 | 30',
      'a0 c10 b20 | 30',
      ['a 0-10 0-20 20', 'b 10-30 20-30 20'],
    ],
    [
      'two cues at once',
      'a0 b10 c10 | 30',
      'a0 b10 c20 | 30',
      ['a 0-10 0-10 10', 'b 10-10 10-20 10', 'c 10-30 20-30 20'],
    ],
  ])('%s', (_, left, right, expected) => {
    expect(align(left, right)).toEqual(expected);
  });
});

test('timesOf() lets what comes after a wait begin later', () => {
  const parts = alignCues(video('a0 b20 | 40'), video('a0 b30 | 60'));
  expect(timesOf(parts, 'left', 10)).toBe('(N+gte(N,20)*10)*1/(10*TB)');
  expect(timesOf(parts, 'right', 10)).toBe('(N)*1/(10*TB)');
  expect(timesOf(parts, 'right', 30000 / 1001)).toBe('(N)*1001/(30000*TB)');
});

test.each([
  [1920, 1080],
  [3840, 2160],
  [640, 360],
  [1280, 720],
])('two videos fit into %i x %i, on even pixels', (width, height) => {
  const {panels, labels, panelWidth, panelHeight, fontSize} = layOut({width, height});
  for (const value of [
    panelWidth,
    panelHeight,
    ...Object.values(panels).flatMap(({x, y}) => [x, y]),
  ])
    expect(value % 2).toBe(0);
  expect(panelWidth / panelHeight).toBeCloseTo(width / height, 1);
  expect(panels.left.x + panelWidth).toBeLessThan(panels.right.x);
  expect(panels.right.x + panelWidth).toBeLessThan(width);
  expect(panels.left.y).toBe(panels.right.y);
  expect(labels.left.y).toBeLessThan(panels.left.y);
  expect(labels.left.y - fontSize).toBeGreaterThan(0);
});
