import {cp, mkdir, readdir, rm, symlink} from 'node:fs/promises';
import {join} from 'node:path';

import type {Browser, Page} from 'playwright-core';

import {ROOT} from '../../../foundations/root.ts';

/** A copy of a course of `tests/fixtures` that may be changed, with the default models. */
export async function copyCourse(name: string, as = name): Promise<string> {
  const copy = join(ROOT, '.cache', 'editor-test', as);
  await removeCourse(copy);
  await mkdir(join(copy, 'assets'), {recursive: true});
  await cp(join(ROOT, 'tests/fixtures', name), copy, {recursive: true});
  await symlink(join(ROOT, 'assets/models'), join(copy, 'assets/models'));
  return copy;
}

/**
 * A copy of the course itself with one lesson: the editor writes into the `.meta` files of
 * its scenes.
 */
export async function copyOwnCourse(lesson: string): Promise<string> {
  const copy = join(ROOT, '.cache', 'editor-test', 'own');
  await removeCourse(copy);
  await mkdir(copy, {recursive: true});
  const scenes = (await readdir(join(ROOT, 'scenes'))).filter(
    name => name === lesson || !/^\d\d-|^gallery$/.test(name),
  );
  for (const name of [
    ...scenes.map(scene => `scenes/${scene}`),
    `assets/captures/${lesson}`,
    'course.config.ts',
  ])
    await cp(join(ROOT, name), join(copy, name), {recursive: true});
  for (const name of ['foundations', 'data-extract', 'assets/models', 'tsconfig.json'])
    await symlink(join(ROOT, name), join(copy, name));
  return copy;
}

export const removeCourse = (copy: string): Promise<void> =>
  // An editor that has just been closed may still write what it has begun to.
  rm(copy, {recursive: true, force: true, maxRetries: 10, retryDelay: 100});

/**
 * Open the editor, wait until the picture has something in it, and collect our errors.
 *
 * @param before - Runs in the page before its own scripts.
 */
export async function openEditor(
  browser: Browser,
  url: string,
  before: () => void = () => undefined,
): Promise<{page: Page; errors: string[]}> {
  const {page, errors} = await openPage(browser);
  await page.addInitScript(before);
  await page.goto(url);
  await waitForPicture(page);
  return {page, errors};
}

/** Open a page that shows nothing yet, and collect our errors. */
export async function openPage(
  browser: Browser,
): Promise<{page: Page; errors: string[]}> {
  const page = await browser.newPage({viewport: {width: 1600, height: 1000}});
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
  return {page, errors};
}

/** Wait until the picture of the editor has something in it. */
export async function waitForPicture(page: Page): Promise<void> {
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
}

/** A figure that changes with the picture of the scene. */
export function pictureHash(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = [...document.querySelectorAll('canvas')].find(c => c.width >= 1000);
    const {width = 0, height = 0} = canvas ?? {};
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, width, height).data;
    let hash = 0;
    for (const value of new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0)))
      hash = (Math.imul(hash, 31) + value) | 0;
    return hash;
  });
}

/** The frame that the playhead stands on. */
export const playhead = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Number(localStorage.getItem(`${location.pathname.slice(1)}/frame`)),
  );
