import {describe, expect, test} from 'vitest';

import {audioFilter} from '../../../../studio/render/encode/audio.ts';
import {
  frameRateFlag,
  frameRateOf,
  frameRateText,
  frameTime,
  parseFrameRate,
  secondsAt,
  timescaleOf,
} from '../../../../studio/render/options/frame-rate.ts';
import {chapterList, concatList} from '../../../../studio/render/encode/join-args.ts';
import {planChunks} from '../../../../studio/render/plan/chunk-plan.ts';
import {
  countedRate,
  rangeInFrames,
} from '../../../../studio/render/page/project-plays.ts';
import {CHUNK_FRAMES} from '../../../../studio/render/encode/chunk-length.ts';

const RATES = ['24000/1001', '24', '25', '30000/1001', '30', '60000/1001', '60'];

describe('a frame rate', () => {
  test.each([
    ['30', '30', 90_000],
    ['23.976', '24000/1001', 24_000],
    ['23.98', '24000/1001', 24_000],
    ['29.97', '30000/1001', 90_000],
    ['29.97002997002997', '30000/1001', 90_000],
    ['59.94', '60000/1001', 60_000],
    ['119.88', '120000/1001', 120_000],
    ['24000/1001', '24000/1001', 24_000],
    ['30000/1001', '30000/1001', 90_000],
    ['60000/1001', '60000/1001', 60_000],
    ['60/2', '30', 90_000],
    ['12.5', '25/2', 90_000],
    ['29.9', '299/10', 10_166],
    ['30.00', '30', 90_000],
    ['7', '7', 10_003],
    ['1', '1', 90_000],
  ])('written %s is %s, with %i ticks per second', (text, fraction, ticks) => {
    const fps = parseFrameRate(text);
    if (fps === null) throw new Error(`${text} was not understood`);
    expect(frameRateText(fps)).toBe(fraction);
    expect(parseFrameRate(fraction)).toBe(fps);
    expect(timescaleOf(fps)).toBe(ticks);
    const {frames, seconds} = frameRateOf(fps);
    expect((ticks * seconds) % frames).toBe(0);
    expect(frames / seconds).toBe(fps);
  });

  test.each(['', 'fast', '0', '-30', '30fps', '1/0', '0/1', '30/1002', '29.9999', '1e1'])(
    'is not written "%s"',
    text => {
      expect(parseFrameRate(text)).toBeNull();
    },
  );

  test('of any fraction is found again in the number', () => {
    for (let seconds = 1; seconds <= 1001; seconds += 10) {
      for (let frames = seconds; frames < 240 * seconds; frames += 997) {
        const rate = frameRateOf(frames / seconds);
        expect(rate.frames * seconds).toBe(frames * rate.seconds);
      }
    }
    expect(() => frameRateOf(Math.PI)).toThrow(RangeError);
  });

  test('gives a frame its time', () => {
    expect(secondsAt(72, 24000 / 1001)).toBe(3.003);
    expect(secondsAt(45, 30)).toBe(1.5);
  });

  test('that is whole stays a number in a manifest', () => {
    expect(frameRateFlag(60)).toBe(60);
    expect(frameRateFlag(30000 / 1001)).toBe('30000/1001');
  });
});

/** Ten minutes in chunks, with some of them as uneven as ends of scenes are. */
const tenMinutes = (fps: number): {path: string; frames: number}[] => {
  const scenes = [1, 100, 239, 241, 333, 1000];
  const rest = Math.round(600 * fps) - scenes.reduce((sum, n) => sum + n, 0);
  return [...scenes, rest].flatMap(frames =>
    planChunks(frames, CHUNK_FRAMES).map(({from, to}) => ({
      path: 'x',
      frames: to - from,
    })),
  );
};

describe('after ten minutes', () => {
  test.each(RATES)('chunks at %s begin in the microsecond of their frame', text => {
    const fps = parseFrameRate(text) ?? 0;
    const chunks = tenMinutes(fps);
    const {frames: above, seconds: below} = frameRateOf(fps);
    let [frame, micros] = [0n, 0];
    const durations = [...concatList(chunks, fps).matchAll(/^duration (.*)$/gm)];
    for (const [i, [, duration]] of durations.entries()) {
      micros += Math.round(Number(duration) * 1e6);
      frame += BigInt(chunks[i].frames);
      const ticks = frame * BigInt(below) * 1_000_000n;
      // Twice the error, in units of 1 / above microseconds.
      const twice = 2n * (BigInt(micros) * BigInt(above) - ticks);
      expect(twice <= BigInt(above) && twice >= -BigInt(above)).toBe(true);
    }
    expect(durations.length).toBe(chunks.length);
  });

  test.each([
    ['24000/1001', 14_400, 28_828_800],
    ['30000/1001', 17_983, 28_801_573],
    ['60', 36_000, 28_800_000],
  ])('sound at %s ends with frame %i, to the sample', (text, frames, samples) => {
    const fps = parseFrameRate(text) ?? 0;
    expect(audioFilter(0, {frames, fps})).toContain(`atrim=end_sample=${samples}`);
    expect(frameTime(frames, fps, 48_000)).toBe(samples);
  });

  test('chapters begin at their frame', () => {
    const chapters = [{title: 'x', from: 17_982, to: 17_983}];
    const text = chapterList(chapters, 30000 / 1001);
    expect(text).toContain('TIMEBASE=1001/30000\nSTART=17982\nEND=17983');
  });

  test("a range is that of the project's editor, which counts with 29.97 itself", () => {
    const fps = 30000 / 1001;
    const end = 17_982 / 29.97 - 1e-6;
    expect(rangeInFrames([0, end], countedRate(29.97, fps), 20_000).to).toBe(17_982);
    expect(countedRate(24, fps)).toBe(fps);
  });
});
