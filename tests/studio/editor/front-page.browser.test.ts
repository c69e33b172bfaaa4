import {spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

import type {Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {launchBrowser} from '../../../studio/setup/browser.ts';
import {copyProject} from '../../fixtures/project-copy.ts';
import type {ProjectCopy} from '../../fixtures/project-copy.ts';
import {openPage, pictureHash, playhead, waitForPicture} from './open-editor.ts';

const LESSON = '09-self-attention';
const SLOW = {timeout: 60_000};

let project: ProjectCopy;
let running: Awaited<ReturnType<typeof launchBrowser>>;
let editor: ChildProcess;
let url: string;
let page: Page;
let errors: string[];

beforeAll(async () => {
  project = await copyProject(undefined, {
    folder: 'aim 내 강의-',
    lessons: ['02-bag-of-words', LESSON],
  });
  running = await launchBrowser();
  editor = spawn(process.execPath, ['studio/aim.mjs', 'edit', '--port', '0', '--json'], {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  url = await new Promise((resolve, reject) => {
    editor.on('exit', reject);
    editor.stdout?.once('data', (text: Buffer) =>
      resolve((JSON.parse(text.toString()) as {url: string}).url),
    );
  });
  ({page, errors} = await openPage(running.browser));
});
afterAll(async () => {
  editor.removeAllListeners('exit').kill();
  await running.browser.close();
  await project.remove();
});

/** The `.meta` files of the lesson, by name. */
async function metas(): Promise<Record<string, string>> {
  const folder = join(project.root, 'scenes', LESSON);
  const names = (await readdir(folder)).filter(name => name.endsWith('.meta'));
  const texts = names.map(async name => [
    name,
    await readFile(join(folder, name), 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
}

describe('in a checkout whose path has a space and a Hangul letter', SLOW, () => {
  test('a free port is one that nobody names, Vite does not choose its own', () => {
    expect(new URL(url).port).not.toBe('5173');
  });

  test('the list has lessons and scenes in the language and theme asked for', async () => {
    await page.goto(`${url}?locale=ko&theme=dark`);
    const lesson = page.locator(`[data-lesson="${LESSON}"]`);
    await lesson.waitFor();
    expect(await lesson.locator('h2').innerText()).toMatch(/9강\s*셀프 어텐션/);
    const scenes = lesson.locator('[data-scene]');
    await expect.poll(() => scenes.count(), SLOW).toBe(6);
    expect(await scenes.nth(1).locator('h3').innerText()).toBe(
      'q, k, v는 어디서 나올까?',
    );
    const ground = await page.evaluate(
      () => getComputedStyle(document.body).backgroundColor,
    );
    expect(ground).toBe('rgb(18, 21, 27)');
  });

  test('a scene that is seen shows its picture, its length and its whole title', async () => {
    const scene = page.locator('[data-scene="what-is-it"]');
    await scene.scrollIntoViewIfNeeded();
    await scene.locator('img').waitFor(SLOW);
    expect(await scene.locator('h3').innerText()).toBe('“It”, 무엇을 가리킬까?');
    expect(await scene.locator('p').innerText()).toMatch(/^\d+초 · 자막 10개$/);
    expect(errors).toEqual([]);
  });

  test('a click opens the editor in that language and theme, without writing', async () => {
    const before = await metas();
    await page.locator(`[data-lesson="${LESSON}"] h2 a`).click();
    await waitForPicture(page);
    const address = new URL(page.url());
    expect(address.pathname).toBe(`/${LESSON}`);
    expect(address.search).toBe('?locale=ko&theme=dark');
    await page.locator('#aim-captures-tab').click();
    const chosen = (title: string): Promise<string> =>
      page.getByTitle(title).locator('option:checked').innerText();
    expect(await chosen('Language')).toBe('ko');
    expect(await chosen('Theme')).toBe('dark');
    for (const [title, value] of [
      ['Language', 'en'],
      ['Theme', 'light'],
      ['Language', 'ko'],
    ]) {
      const former = await pictureHash(page);
      await page.getByTitle(title).selectOption(value);
      await expect.poll(() => pictureHash(page), SLOW).not.toBe(former);
    }
    // What would be saved is sent by then.
    await page.waitForTimeout(1500);
    expect(await metas()).toEqual(before);
    expect(errors).toEqual([]);
  });

  test('the playhead stays in its scene where that becomes shorter', async () => {
    await page.getByTitle('Language').selectOption('en');
    await page.getByTitle('Theme').selectOption('light');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => playhead(page), SLOW).toBeGreaterThan(1000);
    const end = await playhead(page);
    await page.getByTitle('Language').selectOption('ko');
    await expect.poll(() => playhead(page), SLOW).toBeLessThan(end);
    await page.waitForTimeout(500);
    expect(await playhead(page)).toBeGreaterThan(1000);
    expect(await page.locator('#aim-captures-pane h3').first().innerText()).toContain(
      'many-heads',
    );
  });

  test('a click on a head overrides a rule that other scenes share', async () => {
    const file = `scenes/${LESSON}/many-heads.capture.ts`;
    const read = (path: string): Promise<string> =>
      readFile(join(project.root, path), 'utf8');
    const shared = await read(`scenes/${LESSON}/sentence.ts`);
    const frame = await playhead(page);
    const head = page.locator(`[data-capture="${LESSON}/many-heads"] [data-head="1.3"]`);
    await head.click();
    await expect.poll(() => head.getAttribute('aria-pressed'), SLOW).toBe('true');
    expect(await read(file)).toContain(
      'antecedent: {...ANTECEDENT, at: {layer: 1, head: 3}}',
    );
    expect(await read(`scenes/${LESSON}/sentence.ts`)).toBe(shared);
    const capture = await read(`assets/captures/${LESSON}/many-heads/capture.json`);
    expect(
      (JSON.parse(capture) as {heads: Record<string, object>}).heads.antecedent,
    ).toMatchObject({layer: 1, head: 3});
    await page.waitForTimeout(1000);
    expect(Math.abs((await playhead(page)) - frame)).toBeLessThan(300);
    expect(await page.locator('#aim-captures-pane .aim-wrong').count()).toBe(0);
  });

  test('the mark of the editor leads back to the list as it was', async () => {
    await page.locator('#project-selection-link').click();
    await page.locator('[data-lesson]').first().waitFor();
    expect(new URL(page.url()).search).toBe('?locale=ko&theme=light');
    await page.locator('[data-scene="combine-values"] a').click();
    await waitForPicture(page);
    await expect.poll(() => playhead(page), SLOW).toBeGreaterThan(1000);
    expect(new URL(page.url()).search).toBe('?locale=ko&theme=light');
  });
});
