import {afterEach, expect, test, vi} from 'vitest';

import {launchBrowser} from '../../../studio/setup/browser.ts';
import {connectToKept, KEPT_AT} from '../../../studio/setup/kept-browser.ts';
import {shareBrowser} from '../../../studio/setup/shared-browser.ts';
import {findChromium} from '../../../studio/setup/parts.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const {path} = await findChromium();

test('several use it at once, and closing it closes no more than their own pages', async () => {
  const [one, other] = [await connectToKept(path), await connectToKept(path)];
  const page = await other?.newPage();
  await (await one?.newPage())?.evaluate(() => Object.assign(globalThis, {seen: true}));
  await one?.close();
  expect(await page?.evaluate(() => 'seen' in globalThis)).toBe(false);
  expect(other?.contexts()).toHaveLength(1);
  await other?.close();
});

test('a browser of one’s own is started where the kept one would draw otherwise, or is gone', async () => {
  const at = process.env[KEPT_AT] ?? '';
  vi.stubEnv('FONTCONFIG_FILE', '/no/fonts.conf');
  expect(await connectToKept(path)).toBeNull();
  vi.unstubAllEnvs();
  vi.stubEnv(KEPT_AT, at.replace(/:\d+\//, ':9/'));
  expect(await connectToKept(path)).toBeNull();
  const {browser, version} = await launchBrowser();
  expect(browser.version()).toBe(version);
  await browser.close();
});

test('the browser of an editor is used by those who may, until it ends', async () => {
  vi.stubEnv(KEPT_AT, undefined);
  const editor = await shareBrowser(path);
  const [may, other] = [await launchBrowser({shared: true}), await launchBrowser()];
  await editor.close();
  await expect.poll(() => may.browser.isConnected()).toBe(false);
  expect(other.browser.isConnected()).toBe(true);
  await other.browser.close();
  const {browser} = await launchBrowser({shared: true});
  expect(browser.isConnected()).toBe(true);
  await browser.close();
});
