import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {launchBrowser} from '../../../studio/setup/browser.ts';
import {startEditor} from '../../../studio/editor/start-editor.ts';
import {findPauses} from '../../../studio/narration/find-pauses.ts';
import {wavFile} from '../../../studio/narration/wav.ts';
import {copyCourse, openEditor, removeCourse} from './open-editor.ts';
import {speechLike} from '../../fixtures/speech-like.ts';

const RATE = 16_000;

let running: Awaited<ReturnType<typeof launchBrowser>>;
let copy = '';
beforeAll(async () => {
  copy = await copyCourse('course', 'narration');
  running = await launchBrowser();
});
afterAll(async () => {
  await running.browser.close();
  await removeCourse(copy);
});

/** Record the script of the copy's scene. */
async function record(...seconds: number[]): Promise<void> {
  const samples = speechLike(
    seconds.map((length, i) => [length, i % 2 === 0 ? 0.5 : 0] as const),
    RATE,
  );
  const file = join(copy, 'scenes/01-test/short.narration.en.wav');
  await mkdir(join(file, '..'), {recursive: true});
  await writeFile(file, wavFile({samples, rate: RATE, channels: 1}));
}

test('the editor plays recordings with their cues, and follows them when they change', async () => {
  await record(3, 0.6, 2);
  const {url, server} = await startEditor('01', 0, copy);
  const {page, errors} = await openEditor(running.browser, url, () => {
    // The player's sound is no element of the page.
    const {Audio: Original} = window;
    const made: HTMLAudioElement[] = [];
    Object.assign(window, {made});
    window.Audio = class extends Original {
      public constructor(source?: string) {
        super(source);
        made.push(this);
      }
    };
  });
  /** One channel of the sound that is played, and how far it is. */
  const played = () =>
    page.evaluate(async () => {
      const [audio] = (window as unknown as {made: HTMLAudioElement[]}).made;
      if (!audio?.src.startsWith('blob:')) return null;
      const bytes = await (await fetch(audio.src)).arrayBuffer();
      const decoded = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(bytes);
      return {
        samples: [...decoded.getChannelData(0)].map(value => Math.round(value * 32767)),
        paused: audio.paused,
        time: audio.currentTime,
      };
    });
  const firstPause = async (): Promise<number> => {
    const sound = await played();
    const heard = sound && findPauses(Int16Array.from(sound.samples), RATE);
    return heard?.pauses[0]?.from ?? -1;
  };
  try {
    await expect.poll(firstPause, {timeout: 20_000}).toBeCloseTo(3, 1);
    expect((await played())?.paused).toBe(true);

    await page.keyboard.press('Space');
    await expect
      .poll(async () => (await played())?.time ?? 0, {timeout: 10_000})
      .toBeGreaterThan(0.2);
    expect((await played())?.paused).toBe(false);
    await page.keyboard.press('Space');

    await record(2, 0.6, 1);
    await expect.poll(firstPause, {timeout: 20_000}).toBeCloseTo(2, 1);

    await rm(join(copy, 'scenes/01-test/short.narration.en.wav'));
    await expect.poll(firstPause, {timeout: 20_000}).toBe(-1);
    // Under load, Motion Canvas waits in vain for its server to have saved a time event.
    expect(errors.filter(error => !error.startsWith('Connection timeout'))).toEqual([]);
  } finally {
    await page.close();
    await server.close();
  }
}, 180_000);
