import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';

import {decodeAudio} from '../../../studio/narration/decode-audio.ts';
import {findPauses} from '../../../studio/narration/find-pauses.ts';
import type {Span} from '../../../studio/narration/find-pauses.ts';
import {readSpokenScript} from '../../../studio/narration/read-narration.ts';
import {wavFile} from '../../../studio/narration/wav.ts';
import {probeArgs} from '../../../studio/render/join-args.ts';
import {resolveOptions} from '../../../studio/render/options.ts';
import type {RenderFlags} from '../../../studio/render/options.ts';
import {renderScenes} from '../../../studio/render/render-scenes.ts';
import {runFfmpeg} from '../../../studio/render/run-ffmpeg.ts';
import {ROOT} from '../../../studio/root.ts';
import {sceneOf} from '../../../studio/scene-files.ts';
import {findFfmpeg, findFfprobe} from '../../../studio/setup/parts.ts';
import {COURSE, course} from '../../fixtures/course.ts';
import {speechLike} from '../../fixtures/speech-like.ts';
import type {Piece} from '../../fixtures/speech-like.ts';

const SCENE = sceneOf('01-test/short');
const RATE = 16_000;
const LOUD = 0.5;

let ffmpeg = '';
beforeAll(async () => {
  ffmpeg = (await findFfmpeg()).path;
});

let root = '';
beforeEach(async () => {
  // As deep as the fixture, whose scenes import the components by relative paths.
  await mkdir(join(ROOT, '.cache/narration-test'), {recursive: true});
  root = await mkdtemp(join(ROOT, '.cache/narration-test/'));
  for (const name of ['lesson.json', 'project.meta', 'project.ts']) await copy(name);
  for (const ending of ['tsx', 'meta', 'script.en.md', 'script.ko.md'])
    await copy(`short.${ending}`);
});
afterEach(() => rm(root, {recursive: true, force: true}));

const copy = (name: string): Promise<void> =>
  cp(join(COURSE, 'scenes/01-test', name), join(root, 'scenes/01-test', name));

const place = (name: string): string => join(root, 'scenes/01-test', name);

/** Record the English script: pieces of speech and pauses. */
async function record(pieces: readonly Piece[], ending = 'wav'): Promise<void> {
  const samples = speechLike(pieces, RATE);
  const wav = place('short.narration.en.wav');
  await writeFile(wav, wavFile({samples, rate: RATE, channels: 1}));
  if (ending === 'wav') return;
  await runFfmpeg(ffmpeg, [
    ...['-loglevel', 'error', '-i', wav, '-b:a', '96k'],
    place(`short.narration.en.${ending}`),
  ]);
  await rm(wav);
}

async function mark(marks: Record<string, string>): Promise<void> {
  const file = place('short.script.en.md');
  let text = await readFile(file, 'utf8');
  for (const [cue, at] of Object.entries(marks))
    text = text.replace(`## ${cue}\n`, `## ${cue} @ ${at}\n`);
  await writeFile(file, text);
}

const spansOf = async (): Promise<Record<string, Span>> => {
  const {data} = await readSpokenScript(root, SCENE);
  return data.locales.en.narration?.spans ?? {};
};

async function render(flags: RenderFlags = {}) {
  const base = {size: '320x180', workers: 1, locale: 'en', fps: 30, ...flags};
  const options = resolveOptions(base, [SCENE], course, 1);
  const outcome = await renderScenes(root, course, options);
  if (!('videos' in outcome)) throw new Error('no videos were asked for');
  return {video: outcome.videos[0], lesson: outcome.lessons[0]};
}

/** Starts of the captions in seconds. */
async function captionsOf({captions}: {captions: string | null}): Promise<number[]> {
  const text = await readFile(join(root, captions ?? ''), 'utf8');
  return [...text.matchAll(/^00:(\d+):([\d.]+) -->/gm)].map(
    ([, minutes, seconds]) => 60 * Number(minutes) + Number(seconds),
  );
}

async function heardIn({file}: {file: string}) {
  const path = join(root, file);
  const {samples} = await decodeAudio(ffmpeg, path, file, RATE, 1);
  const heard = findPauses(samples, RATE);
  if (!heard) throw new Error(`nothing is heard in ${file}`);
  return heard;
}

/** What is not paused, in seconds. */
const speechIn = ({seconds, pauses}: {seconds: number; pauses: Span[]}): Span[] => {
  const ends = [0, ...pauses.map(({to}) => to)];
  const starts = [...pauses.map(({from}) => from), seconds];
  return ends
    .map((from, i) => ({from, to: starts[i]}))
    .filter(({from, to}) => to - from > 0.1);
};

function expectNear(found: readonly Span[], expected: readonly [number, number][]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach(({from, to}, i) => {
    expect(Math.abs(from - expected[i][0]), `start of ${i}`).toBeLessThan(0.08);
    expect(Math.abs(to - expected[i][1]), `end of ${i}`).toBeLessThan(0.08);
  });
}

describe('a recorded script', {timeout: 120_000}, () => {
  test('sets when cues begin, and is heard with them', async () => {
    await record([
      [3, LOUD],
      [0.6, 0],
      [2, LOUD],
      [0.5, 0],
    ]);
    const {video, lesson} = await render();
    const [begin, end] = await captionsOf(video);
    expect(begin).toBe(0);
    expect(end).toBeCloseTo(3.45, 1);
    // The last cue lasts as long as it is heard, and the last picture is held.
    expect(video.seconds).toBeGreaterThan(3.45 + 2.15 + 0.9);
    for (const one of [video, lesson]) {
      const heard = await heardIn(one);
      expect(heard.seconds).toBeCloseTo(video.seconds, 1);
      expectNear(speechIn(heard), [
        [0, 3],
        [3.6, 5.6],
      ]);
    }
    const {streams} = JSON.parse(
      await runFfmpeg((await findFfprobe()).path, probeArgs(join(root, video.file))),
    ) as {streams: {codec_type: string; codec_name: string}[]};
    expect(streams.map(({codec_type: type}) => type).sort()).toEqual([
      'audio',
      'subtitle',
      'video',
    ]);
    const again = await render();
    expect(again.video.reusedFrames).toBe(again.video.frames);
  });

  test('waits where the picture takes longer', async () => {
    await record([
      [0.5, LOUD],
      [0.4, 0],
      [1, LOUD],
    ]);
    const {video} = await render();
    const [, end] = await captionsOf(video);
    // The circle moves for a second.
    expect(end).toBeGreaterThanOrEqual(1);
    expectNear(speechIn(await heardIn(video)), [
      [0, 0.5],
      [end + 0.15, end + 1.15],
    ]);
  });

  test('is cut at marks where they are given', async () => {
    await record([[5, LOUD]]);
    await mark({begin: '0.5s', end: '3.2s'});
    expect(await spansOf()).toEqual({
      begin: {from: 0.5, to: 3.2},
      end: {from: 3.2, to: 5},
    });
    const {video} = await render();
    const [, end] = await captionsOf(video);
    expect(end).toBeCloseTo(2.7, 2);
    expectNear(speechIn(await heardIn(video)), [[0, 4.5]]);
  });

  test('leaves out a cue that is not spoken', async () => {
    await record([[4, LOUD]]);
    await mark({begin: 'none'});
    const {video} = await render();
    const [, end] = await captionsOf(video);
    // Read at the usual pace.
    expect(end).toBeCloseTo(1.5, 1);
    expectNear(speechIn(await heardIn(video)), [[end, end + 4]]);
  });

  test('is not there in other languages, nor in formats without sound', async () => {
    await record([
      [2, LOUD],
      [0.5, 0],
      [1, LOUD],
    ]);
    const korean = await render({locale: 'ko'});
    await expect(heardIn(korean.video)).rejects.toThrow('cannot be read as sound');
    const gif = await render({format: 'gif', fps: 10});
    await expect(heardIn(gif.video)).rejects.toThrow('cannot be read as sound');
  });

  test.each(['mp3', 'm4a'])('may be %s', async ending => {
    await record(
      [
        [2, LOUD],
        [0.6, 0],
        [1, LOUD],
        [0.4, 0],
      ],
      ending,
    );
    const spans = await spansOf();
    expect(spans.begin.to).toBeCloseTo(2.45, 1);
    expect(spans.end.to).toBeCloseTo(3.9, 1);
  });
});

describe('what cannot be', () => {
  const problem = async (): Promise<string> => {
    const error: unknown = await spansOf().catch((e: unknown) => e);
    return (error as Error).message;
  };

  test('two recordings', async () => {
    await record([[1, LOUD]]);
    await writeFile(place('short.narration.en.mp3'), '');
    expect(await problem()).toContain('There are two recordings');
  });

  test('a recording without sound', async () => {
    await record([[1, 0]]);
    expect(await problem()).toBe(
      'Nothing is heard in scenes/01-test/short.narration.en.wav.',
    );
  });

  test('a file that is no recording', async () => {
    await writeFile(place('short.narration.en.wav'), 'hello');
    expect(await problem()).toContain('short.narration.en.wav cannot be read as sound');
  });

  test('speech without the pauses that the script needs', async () => {
    await record([[3, LOUD]]);
    const message = await problem();
    expect(message).toContain('has 0 pauses after the beginning of "begin"');
    await expect(render()).rejects.toMatchObject({code: 'narration', message});
  });

  test('a mark after the end', async () => {
    await record([[3, LOUD]]);
    await mark({end: '9s'});
    expect(await problem()).toMatch(/short\.script\.en\.md:12: "end" begins at 9 s/);
  });
});
