import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import type {Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';

import {launchBrowser} from '../../../studio/setup/browser.ts';
import {startEditor} from '../../../studio/editor/start-editor.ts';
import {extractScenes} from '../../../studio/course/extract-scenes.ts';
import {
  copyCourse,
  openEditor,
  pictureHash,
  playhead,
  removeCourse,
} from './open-editor.ts';

const SCENE = '01-live/sad';
/** Where the playhead stands all the time. */
const FRAME = 12;
const SLOW = {timeout: 30_000};

let root: string;
let running: Awaited<ReturnType<typeof launchBrowser>>;
let editor: Awaited<ReturnType<typeof startEditor>>;
let page: Page;

const path = (file: string): string => join(root, 'scenes', file);

/** Save a file with a change. */
async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(path(file), 'utf8');
  expect(text).toContain(from);
  await writeFile(path(file), text.replace(from, to));
}

/** Step to a frame with the keyboard. */
async function goTo(frame: number): Promise<void> {
  await page.keyboard.press('Shift+ArrowLeft');
  await vi.waitUntil(async () => (await playhead(page)) === 0, SLOW);
  for (let next = 1; next <= frame; next++) {
    await page.keyboard.press('ArrowRight');
    await vi.waitUntil(async () => (await playhead(page)) === next, SLOW);
  }
}

const captured = async (): Promise<{text: string; heads: object}> =>
  JSON.parse(
    await readFile(join(root, 'assets/captures', SCENE, 'capture.json'), 'utf8'),
  ) as {text: string; heads: object};

/** Let the page note that it says a capture is being made, however short that takes. */
const noteCapturing = (): Promise<void> =>
  page.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector('[data-aim="capturing"]') === null) return;
      Object.assign(window, {wasCapturing: true});
    }).observe(document.body, {childList: true, subtree: true, attributes: true});
  });

const problems = (): Promise<string[]> =>
  page.locator('[data-aim="problem"]').allInnerTexts();

/** What is said of captures that are stale at the foot of the page. */
const staleNotes = (): Promise<string[]> =>
  page.locator('.aim-bar [data-aim="stale"]').allInnerTexts();

/** Wait for another picture; the page must be the same one, at the same frame. */
async function expectNewPicture(former: number): Promise<void> {
  await expect.poll(() => pictureHash(page), SLOW).not.toBe(former);
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);
  expect(await playhead(page)).toBe(FRAME);
}

beforeAll(async () => {
  root = await copyCourse('live-course');
  await extractScenes([], {root, force: false, models: []});
  running = await launchBrowser();
  editor = await startEditor('01', 0, root);
  ({page} = await openEditor(running.browser, editor.url));
  await goTo(FRAME);
  await page.evaluate(() => Object.assign(window, {samePage: true}));
});
afterAll(async () => {
  await editor.server.close();
  await running.browser.close();
  await removeCourse(root);
});

describe('saving a file shows the change in the open page', SLOW, () => {
  test('a script', async () => {
    const before = await pictureHash(page);
    await edit(`${SCENE}.script.en.md`, 'The model reads', 'It reads');
    await expectNewPicture(before);
  });

  test('a scene', async () => {
    const before = await pictureHash(page);
    await edit(`${SCENE}.tsx`, 'arcs.shown(1)', 'arcs.shown(0.5)');
    await expectNewPicture(before);
  });

  test('a declaration: the capture is made again in the background', async () => {
    const before = await pictureHash(page);
    await noteCapturing();
    await edit(`${SCENE}.capture.ts`, 'A little bird.', 'A big bird.');
    await expectNewPicture(before);
    await page.locator('[data-aim="capturing"]').waitFor({state: 'detached'});
    expect(await page.evaluate(() => Reflect.get(window, 'wasCapturing'))).toBe(true);
    expect((await captured()).text).toBe('A big bird. It was sad.');
    expect(await problems()).toEqual([]);
    await expect.poll(staleNotes, SLOW).toEqual([]);
  });
});

describe('a mistake is named with file and line, and goes away when mended', SLOW, () => {
  test.each([
    [
      'a value that the script lacks',
      `${SCENE}.script.en.md`,
      '{{count}}',
      '{{amount}}',
      /01-live\/sad\.script\.en\.md:\d+\n.*"amount"/s,
    ],
    [
      'a script without its front matter',
      `${SCENE}.script.ko.md`,
      'title: 토큰은',
      '토큰은',
      /01-live\/sad\.script\.ko\.md:\d+\n/,
    ],
    [
      'an unknown probe',
      `${SCENE}.capture.ts`,
      'logits: {topK: 10}',
      'logit: {topK: 10}',
      /01-live\/sad\.capture\.ts:6\n.*probes\.logit: there is no such probe/s,
    ],
    [
      'a token that is not in the text',
      `${SCENE}.capture.ts`,
      "to: {token: 'bird'}",
      "to: {token: 'cat'}",
      /01-live\/sad\.capture\.ts:7\n.*heads\.who\.to: token "cat"/s,
    ],
    [
      'a scene that throws',
      `${SCENE}.tsx`,
      'strip.shown(tokens.length);',
      'strip.shown(tokens.length);\n  strip.shown(heads.nobody.layer);',
      /01-live\/sad\.tsx:22\n.*layer/s,
    ],
    [
      'a model that is not there',
      '../course.config.ts',
      'models/tiny-decoder',
      'models/no-decoder',
      /course\.config\.ts:\d+\n.*no-decoder/s,
    ],
  ])('%s', async (_, file, from, to, problem) => {
    await edit(file, from, to);
    await expect.poll(async () => (await problems()).join('\n\n'), SLOW).toMatch(problem);
    await edit(file, to, from);
    await expect.poll(problems, SLOW).toEqual([]);
    expect(await page.evaluate(() => 'samePage' in window)).toBe(true);
    expect(await playhead(page)).toBe(FRAME);
  });
});

describe('a capture that is stale', SLOW, () => {
  const probe = "to: {token: 'bird'}";

  test('is said to be in the frame and on the page, as long as it is', async () => {
    const fresh = await pictureHash(page);
    // The token is not in the text, so that the capture cannot be made again.
    await edit(`${SCENE}.capture.ts`, probe, "to: {token: 'cat'}");
    await expect
      .poll(staleNotes, SLOW)
      .toEqual([
        expect.stringMatching(
          /01-live\/sad is stale: the declaration changed\n.*npm run extract -- 01-live\/sad/s,
        ),
      ]);
    await expectNewPicture(fresh);
    await edit(`${SCENE}.capture.ts`, "to: {token: 'cat'}", probe);
    await expect.poll(staleNotes, SLOW).toEqual([]);
    await expect.poll(() => pictureHash(page), SLOW).toBe(fresh);
    await expect.poll(problems, SLOW).toEqual([]);
  });

  test('is one also where a constant has changed that its declaration imports', async () => {
    const [declaration, constant] = [`${SCENE}.capture.ts`, '01-live/sentence.ts'];
    const text = 'A big bird. It was sad.';
    await writeFile(path(constant), `export const SENTENCE = '${text}';\n`);
    await edit(declaration, `'${text}'`, 'SENTENCE');
    const line = "import {SENTENCE} from './sentence.ts';\n";
    await edit(declaration, '\nexport default', `${line}\nexport default`);
    await expect.poll(staleNotes, SLOW).toEqual([]);
    await edit(constant, 'A big', 'A very big');
    await expect.poll(async () => (await captured()).text, SLOW).toContain('A very big');
    await expect.poll(staleNotes, SLOW).toEqual([]);
  });
});

describe('the Captures panel', SLOW, () => {
  test('shows where the values come from, tokens, heads and next tokens', async () => {
    await page.locator('#aim-captures-tab').click();
    const capture = page.locator(`[data-capture="${SCENE}"]`);
    await capture.waitFor();
    expect(await capture.innerText()).toMatch(/tiny-decoder@[0-9a-f]{7}/);
    expect(await capture.locator('.aim-tokens span').allInnerTexts()).toContain('bird');
    expect(await capture.locator('[data-head]').count()).toBe(24);
    expect(await capture.locator('[data-head][aria-pressed="true"]').count()).toBe(1);
    expect(await capture.locator('.aim-next i').count()).toBe(8);
  });

  test('a click on a head uses it in the scene', async () => {
    const before = await pictureHash(page);
    const head = page.locator('[data-head="0.5"]');
    await head.click();
    await expect
      .poll(async () => (await captured()).heads, SLOW)
      .toMatchObject({
        who: {layer: 0, head: 5},
      });
    await expectNewPicture(before);
    expect(await readFile(path(`${SCENE}.capture.ts`), 'utf8')).toContain(
      'at: {layer: 0, head: 5}',
    );
    await expect.poll(() => head.getAttribute('aria-pressed'), SLOW).toBe('true');
  });

  test('switches language and theme, and the address keeps both', async () => {
    const before = await pictureHash(page);
    await page.getByTitle('Language').selectOption('ko');
    await expectNewPicture(before);
    const light = await pictureHash(page);
    await page.getByTitle('Theme').selectOption('dark');
    await expectNewPicture(light);
    expect(page.url()).toContain('locale=ko&theme=dark');
  });
});

describe('the Layout panel', SLOW, () => {
  test('lists what is wrong in the frame, and selects the node', async () => {
    await page.locator('#aim-lint-tab').click();
    await page.locator('[data-aim="clean"]').waitFor();
    const settled = 'settle(0);';
    const low = `${settled}\n  strip.box({x: 96, y: 860, width: 1728, height: 120});`;
    await edit(`${SCENE}.tsx`, settled, low);
    const finding = page.locator('[data-rule="zone"]').first();
    await finding.waitFor();
    const node = await finding.getAttribute('data-node');
    await finding.click();
    await page.locator('#scene-graph-tab').click();
    const selected = page.locator('#scene-graph-pane [class*="active"]');
    expect(await selected.innerText()).toContain(node);
    await page.locator('#aim-lint-tab').click();
    await edit(`${SCENE}.tsx`, low, settled);
    await page.locator('[data-aim="clean"]').waitFor();
  });
});
