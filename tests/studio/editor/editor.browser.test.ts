import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {launchBrowser} from '../../../studio/setup/browser.ts';
import {startEditor} from '../../../studio/editor/start-editor.ts';
import {resolveOptions} from '../../../studio/render/options/options.ts';
import {openUnit} from '../../../studio/render/page/open-unit.ts';
import {withStage} from '../../../studio/render/page/with-stage.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import {copyCourse, copyOwnCourse, openEditor, removeCourse} from './open-editor.ts';

const course = {
  roles: {},
  locales: ['en'],
  theme: 'light',
  video: {width: 1920, height: 1080, fps: 30},
} as const;

let running: Awaited<ReturnType<typeof launchBrowser>>;
let copy: string;
beforeAll(async () => {
  copy = await copyCourse('course');
  running = await launchBrowser();
});
afterAll(async () => {
  await running.browser.close();
  await removeCourse(copy);
});

describe('the editor', {timeout: 180_000}, () => {
  test('shows the scene from its capture, without an error and without moving a cue', async () => {
    const own = await copyOwnCourse('09-self-attention');
    const before = await metasIn(join(own, 'scenes/09-self-attention'));
    const {url, server} = await startEditor('09', 0, own);
    try {
      const {page, errors} = await openEditor(running.browser, url);
      expect(await page.title()).toContain('09-self-attention');
      expect(errors).toEqual([]);
      // Every scene has run, and what it would save has been saved.
      await page.waitForTimeout(3000);
      await page.close();
      expect(await metasIn(join(own, 'scenes/09-self-attention'))).toEqual(before);
      // A package that is found while the page is open has it loaded again.
      const {cacheDir, optimizeDeps} = server.config;
      const deps = await readFile(join(cacheDir, 'deps/_metadata.json'), 'utf8');
      const {optimized} = JSON.parse(deps) as {optimized: Record<string, unknown>};
      // The editor's own is found before there is one.
      const named = new Set([...(optimizeDeps.include ?? []), '@motion-canvas/ui']);
      expect(Object.keys(optimized).filter(name => !named.has(name))).toEqual([]);
    } finally {
      await server.close();
      await removeCourse(own);
    }
  });

  test('saves time events, and the renderer obeys them', async () => {
    const meta = join(copy, 'scenes/01-test/short.meta');
    const before = await secondsOfCues();
    /** When the event is said to be, or 0 where it is not in the file. */
    const movedTo = async (): Promise<number> => {
      const {timeEvents} = JSON.parse(await readFile(meta, 'utf8')) as {
        timeEvents: {name: string; targetTime: number}[];
      };
      return timeEvents.find(({name}) => name === 'end')?.targetTime ?? 0;
    };
    const {url, server} = await startEditor('01', 0, copy);
    try {
      const {page} = await openEditor(running.browser, url);
      const event = page.locator('[data-name="end"]');
      const {x, y} = (await event.boundingBox()) ?? {x: 0, y: 0};
      const drag = async (from: number, to: number): Promise<void> => {
        await page.mouse.move(from, y + 5);
        await page.mouse.down();
        await page.mouse.move(to, y + 5, {steps: 4});
        await page.mouse.up();
      };
      await drag(x + 5, x + 345);
      await expect.poll(movedTo, {timeout: 20_000}).toBeGreaterThan(before.end);
      // Back to where it would be by itself, it is not moved any more.
      // The timeline is laid out anew for the longer scene.
      await page.waitForTimeout(1000);
      const there = (await event.boundingBox()) ?? {x: 0};
      await drag(there.x + 5, x - 40);
      await expect.poll(movedTo, {timeout: 20_000}).toBe(0);
      await drag(x + 5, x + 345);
      await expect.poll(movedTo, {timeout: 20_000}).toBeGreaterThan(before.end);
      await page.close();
    } finally {
      await server.close();
    }
    // What was not moved is not saved.
    expect(await readFile(meta, 'utf8')).not.toContain('"begin"');
    const after = await secondsOfCues();
    expect(after).toEqual({begin: 0, end: expect.closeTo(await movedTo(), 1) as number});
  });
});

/** The `.meta` files of the scenes in a folder, by name. */
async function metasIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.meta'));
  const texts = names.map(async name => [
    name,
    await readFile(join(folder, name), 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
}

/** When the cues of the copy's scene begin, as the renderer sees it. */
async function secondsOfCues(): Promise<Record<string, number>> {
  const scene = sceneOf('01-test/short');
  const options = resolveOptions({}, [scene], course, 1);
  return withStage(copy, ['01-test'], async ({openPage}) => {
    const {opened} = await openUnit(await openPage(), scene, 'en', options, course);
    return Object.fromEntries(opened.cues.map(({name, seconds}) => [name, seconds]));
  });
}
