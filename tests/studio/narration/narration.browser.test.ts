import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';

import {decodeAudio} from '../../../studio/narration/decode-audio.ts';
import {findPauses} from '../../../studio/narration/find-pauses.ts';
import type {Span} from '../../../studio/narration/find-pauses.ts';
import {readSpokenScript} from '../../../studio/narration/read-narration.ts';
import {wavFile} from '../../../studio/narration/wav.ts';
import {probeArgs} from '../../../studio/render/encode/join-args.ts';
import type {RenderFlags} from '../../../studio/render/options/given-flags.ts';
import {resolveOptions} from '../../../studio/render/options/options.ts';
import {renderScenes} from '../../../studio/render/render-scenes.ts';
import {runFfmpeg} from '../../../studio/render/encode/run-ffmpeg.ts';
import {ROOT} from '../../../foundations/root.ts';
import type {RenderedVideo} from '../../../studio/render/render-plan.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import type {SceneName} from '../../../studio/course/scene-files.ts';
import {findFfmpeg, findFfprobe} from '../../../studio/setup/parts.ts';
import {COURSE, course} from '../../fixtures/course.ts';
import {speechLike} from '../../fixtures/speech-like.ts';
import type {Piece} from '../../fixtures/speech-like.ts';

/** Scenes of one lesson, each with its own recording of the same script. */
const NAMES = ['spoken', 'late', 'marked', 'partly'] as const;
type Name = (typeof NAMES)[number];
const RATE = 16_000;
const LOUD = 0.5;

let ffmpeg = '';
let root = '';
beforeAll(async () => {
  ffmpeg = (await findFfmpeg()).path;
  // Where the packages of this repository are found.
  await mkdir(join(ROOT, '.cache/narration-test'), {recursive: true});
  root = await mkdtemp(join(ROOT, '.cache/narration-test/'));
  for (const name of ['lesson.json', 'project.meta'])
    await cp(join(COURSE, 'scenes/01-test', name), place(name));
  await writeFile(
    place('project.ts'),
    [
      "import {lessonProject} from 'attention-in-motion/lesson/lesson-project';",
      ...NAMES.map(name => `import ${name} from './${name}?scene';`),
      `export default await lessonProject([${NAMES.join(', ')}]);`,
    ].join('\n'),
  );
  for (const name of NAMES) await write(name);
});
afterAll(() => rm(root, {recursive: true, force: true}));

const place = (name: string): string => join(root, 'scenes/01-test', name);

/** Write the files of a scene as they are in the fixture, without a recording. */
async function write(name: Name): Promise<void> {
  for (const ending of ['tsx', 'meta', 'script.en.md', 'script.ko.md']) {
    const text = await readFile(
      join(COURSE, 'scenes/01-test', `short.${ending}`),
      'utf8',
    );
    await writeFile(
      place(`${name}.${ending}`),
      text.replace('short.script', `${name}.script`),
    );
  }
  for (const ending of ['wav', 'mp3', 'm4a'])
    await rm(place(`${name}.narration.en.${ending}`), {force: true});
}

/** Record the English script of a scene: pieces of speech and pauses. */
async function record(
  name: Name,
  pieces: readonly Piece[],
  ending = 'wav',
): Promise<void> {
  const samples = speechLike(pieces, RATE);
  const wav = place(`${name}.narration.en.wav`);
  await writeFile(wav, wavFile({samples, rate: RATE, channels: 1}));
  if (ending === 'wav') return;
  await runFfmpeg(ffmpeg, [
    ...['-loglevel', 'error', '-i', wav, '-b:a', '96k'],
    place(`${name}.narration.en.${ending}`),
  ]);
  await rm(wav);
}

async function mark(name: Name, marks: Record<string, string>): Promise<void> {
  const file = place(`${name}.script.en.md`);
  let text = await readFile(file, 'utf8');
  for (const [cue, at] of Object.entries(marks))
    text = text.replace(`## ${cue}\n`, `## ${cue} @ ${at}\n`);
  await writeFile(file, text);
}

const sceneNamed = (name: Name): SceneName => sceneOf(`01-test/${name}`);

const spansOf = async (name: Name): Promise<Record<string, Span>> => {
  const {data} = await readSpokenScript(root, sceneNamed(name));
  return data.locales.en.narration?.spans ?? {};
};

async function render(names: readonly Name[], flags: RenderFlags = {}) {
  const base = {size: '320x180', workers: 1, locale: 'en', fps: 30, ...flags};
  const options = resolveOptions(base, names.map(sceneNamed), course, 1);
  const outcome = await renderScenes(root, course, options);
  if (!('videos' in outcome)) throw new Error('no videos were asked for');
  return outcome;
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

describe('recorded scripts', {timeout: 120_000}, () => {
  let videos: Record<Name, RenderedVideo>;
  let lesson: RenderedVideo;
  beforeAll(async () => {
    await record('spoken', [
      [3, LOUD],
      [0.6, 0],
      [2, LOUD],
      [0.5, 0],
    ]);
    await record('late', [
      [0.5, LOUD],
      [0.4, 0],
      [1, LOUD],
    ]);
    await record('marked', [[5, LOUD]]);
    await mark('marked', {begin: '0.5s', end: '3.2s'});
    await record('partly', [[4, LOUD]]);
    await mark('partly', {begin: 'none'});
    const outcome = await render(NAMES);
    videos = Object.fromEntries(
      NAMES.map((name, i) => [name, outcome.videos[i]]),
    ) as typeof videos;
    [lesson] = outcome.lessons;
  }, 120_000);

  test('set when cues begin, and are heard with them', async () => {
    const {spoken} = videos;
    const [begin, end] = await captionsOf(spoken);
    expect(begin).toBe(0);
    expect(end).toBeCloseTo(3.45, 1);
    // The last cue lasts as long as it is heard, and the last picture is held.
    expect(spoken.seconds).toBeGreaterThan(3.45 + 2.15 + 0.9);
    const heard = await heardIn(spoken);
    expect(heard.seconds).toBeCloseTo(spoken.seconds, 1);
    expectNear(speechIn(heard), [
      [0, 3],
      [3.6, 5.6],
    ]);
    const {streams} = JSON.parse(
      await runFfmpeg((await findFfprobe()).path, probeArgs(join(root, spoken.file))),
    ) as {streams: {codec_type: string; codec_name: string}[]};
    expect(streams.map(({codec_type: type}) => type).sort()).toEqual([
      'audio',
      'subtitle',
      'video',
    ]);
  });

  test('wait where the picture takes longer', async () => {
    const [, end] = await captionsOf(videos.late);
    // The circle moves for a second.
    expect(end).toBeGreaterThanOrEqual(1);
    expectNear(speechIn(await heardIn(videos.late)), [
      [0, 0.5],
      [end + 0.15, end + 1.15],
    ]);
  });

  test('are cut at marks where they are given', async () => {
    expect(await spansOf('marked')).toEqual({
      begin: {from: 0.5, to: 3.2},
      end: {from: 3.2, to: 5},
    });
    const [, end] = await captionsOf(videos.marked);
    expect(end).toBeCloseTo(2.7, 2);
    expectNear(speechIn(await heardIn(videos.marked)), [[0, 4.5]]);
  });

  test('leave out a cue that is not spoken', async () => {
    const [, end] = await captionsOf(videos.partly);
    // Read at the usual pace.
    expect(end).toBeCloseTo(1.5, 1);
    expectNear(speechIn(await heardIn(videos.partly)), [[end, end + 4]]);
  });

  test('are heard in the lesson as in its scenes, one after the other', async () => {
    const expected: [number, number][] = [];
    let before = 0;
    for (const name of NAMES) {
      for (const {from, to} of speechIn(await heardIn(videos[name])))
        expected.push([before + from, before + to]);
      before += videos[name].seconds;
    }
    const heard = await heardIn(lesson);
    expect(heard.seconds).toBeCloseTo(before, 1);
    expectNear(speechIn(heard), expected);
  });

  test('are made again only where something has changed', async () => {
    for (const {frames, reusedFrames} of (await render(NAMES)).videos)
      expect(reusedFrames).toBe(frames);
  });

  test('are not there in other languages, nor in formats without sound', async () => {
    const [korean] = (await render(['spoken'], {locale: 'ko'})).videos;
    await expect(heardIn(korean)).rejects.toThrow('cannot be read as sound');
    const [gif] = (await render(['spoken'], {format: 'gif', fps: 10})).videos;
    await expect(heardIn(gif)).rejects.toThrow('cannot be read as sound');
  });
});

describe('a recording', () => {
  beforeEach(() => write('late'));

  test.each(['mp3', 'm4a'])('may be %s', async ending => {
    await record(
      'late',
      [
        [2, LOUD],
        [0.6, 0],
        [1, LOUD],
        [0.4, 0],
      ],
      ending,
    );
    const spans = await spansOf('late');
    expect(spans.begin.to).toBeCloseTo(2.45, 1);
    expect(spans.end.to).toBeCloseTo(3.9, 1);
  });

  const problem = async (): Promise<string> => {
    const error: unknown = await spansOf('late').catch((e: unknown) => e);
    return (error as Error).message;
  };

  test('that is not the only one is refused', async () => {
    await record('late', [[1, LOUD]]);
    await writeFile(place('late.narration.en.mp3'), '');
    expect(await problem()).toContain('There are two recordings');
  });

  test('without sound is refused', async () => {
    await record('late', [[1, 0]]);
    expect(await problem()).toBe(
      'Nothing is heard in scenes/01-test/late.narration.en.wav.',
    );
  });

  test('that is none is refused', async () => {
    await writeFile(place('late.narration.en.wav'), 'hello');
    expect(await problem()).toContain('late.narration.en.wav cannot be read as sound');
  });

  test('without the pauses that the script needs is refused', async () => {
    await record('late', [[3, LOUD]]);
    const message = await problem();
    expect(message).toContain('has 0 pauses after the beginning of "begin"');
    await expect(render(['late'])).rejects.toMatchObject({code: 'narration', message});
  });

  test('with a mark after its end is refused', async () => {
    await record('late', [[3, LOUD]]);
    await mark('late', {end: '9s'});
    expect(await problem()).toMatch(/late\.script\.en\.md:12: "end" begins at 9 s/);
  });
});
