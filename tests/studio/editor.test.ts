import {cp, mkdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';

import type {Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {launchBrowser} from '../../studio/browser.ts';
import {startEditor} from '../../studio/editor/start-editor.ts';
import {resolveOptions} from '../../studio/render/options.ts';
import {openUnit} from '../../studio/render/open-unit.ts';
import {withStage} from '../../studio/render/with-stage.ts';
import {ROOT} from '../../studio/root.ts';
import {sceneOf} from '../../studio/scene-files.ts';

/** Scenes of the copy import the components by the same relative path as the fixture. */
const COPY = join(ROOT, '.cache', 'editor-test', 'course');
const course = {
  roles: {},
  locales: ['en'],
  theme: 'light',
  video: {width: 1920, height: 1080, fps: 30},
} as const;

let running: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  await rm(COPY, {recursive: true, force: true});
  await mkdir(COPY, {recursive: true});
  await cp(join(ROOT, 'tests/fixtures/course'), COPY, {recursive: true});
  running = await launchBrowser();
});
afterAll(async () => {
  await running.browser.close();
  await rm(join(ROOT, '.cache', 'editor-test'), {recursive: true, force: true});
});

/** Open the editor, wait until the picture has something in it, and collect our errors. */
async function openEditor(url: string): Promise<{page: Page; errors: string[]}> {
  const page = await running.browser.newPage({viewport: {width: 1400, height: 900}});
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  // The editor asks the network for web fonts and for its own newest version.
  await page.route(
    address => address.hostname !== '127.0.0.1',
    route => route.fulfill({json: {version: '0.0.0'}}),
  );
  await page.goto(url);
  await page.waitForFunction(
    () => {
      const canvases = [...document.querySelectorAll('canvas')].filter(
        c => c.width >= 1000,
      );
      return canvases.some(canvas => {
        const pixels = canvas.getContext('2d')?.getImageData(90, 100, 600, 60).data;
        return pixels !== undefined && new Set(new Uint32Array(pixels.buffer)).size > 8;
      });
    },
    undefined,
    {timeout: 90_000},
  );
  return {page, errors};
}

describe('the editor', {timeout: 180_000}, () => {
  test('shows the scene from its capture, without an error and without changing a file', async () => {
    const meta = join(ROOT, 'scenes/09-self-attention/what-is-it.meta');
    const before = await readFile(meta, 'utf8');
    const {url, server} = await startEditor('09', 0);
    try {
      const {page, errors} = await openEditor(url);
      expect(await page.title()).toContain('project');
      expect(errors).toEqual([]);
      await page.close();
    } finally {
      await server.close();
    }
    expect(await readFile(meta, 'utf8')).toBe(before);
  });

  test('saves time events, and the renderer obeys them', async () => {
    const meta = join(COPY, 'scenes/01-test/short.meta');
    const before = await secondsOfCues();
    const {url, server} = await startEditor('01', 0, COPY);
    try {
      const {page} = await openEditor(url);
      await page.addScriptTag({type: 'module', url: '/tests/fixtures/move-event.ts'});
      await page.waitForFunction(() => 'moveEvent' in window);
      await page.evaluate(file => window.moveEvent(file, 'end', 7), `/@fs${meta}`);
      await expect
        .poll(() => readFile(meta, 'utf8'), {timeout: 20_000})
        .toContain('"targetTime": 7');
      await page.close();
    } finally {
      await server.close();
    }
    const after = await secondsOfCues();
    expect(before.end).toBeLessThan(5);
    expect(after).toEqual({begin: 0, end: 7});
  });
});

/** When the cues of the copy's scene begin, as the renderer sees it. */
async function secondsOfCues(): Promise<Record<string, number>> {
  const scene = sceneOf('01-test/short');
  const options = resolveOptions({}, [scene], course, 1);
  return withStage(COPY, ['01-test'], async ({openPage}) => {
    const {opened} = await openUnit(await openPage(), scene, 'en', options, course);
    return Object.fromEntries(opened.cues.map(({name, seconds}) => [name, seconds]));
  });
}
