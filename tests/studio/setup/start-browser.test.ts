import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {chromium} from 'playwright-core';
import {afterEach, beforeEach, expect, test} from 'vitest';

import {launchOptions} from '../../../studio/setup/start-browser.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-browser-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

/** What a browser would be started with: a program in its place writes it down. */
async function flagsOf(options: Partial<ReturnType<typeof launchOptions>>) {
  const [path, flags] = [join(folder, 'browser'), join(folder, 'flags')];
  await writeFile(path, `#!/bin/sh\nprintf '%s\\n' "$@" > '${flags}'\n`);
  await chmod(path, 0o755);
  const started = chromium.launch({...options, executablePath: path});
  await expect(started).rejects.toThrow('closed');
  return (await readFile(flags, 'utf8')).split('\n');
}

const leftOut = (flags: readonly string[]): string[] | undefined =>
  flags
    .findLast(flag => flag.startsWith('--disable-features='))
    ?.split('=')[1]
    .split(',');

test('Chromium leaves out what Playwright wants left out, and the address bar', async () => {
  const usual = leftOut(await flagsOf({headless: true}));
  const own = leftOut(await flagsOf(launchOptions('', false)));
  expect(usual).toContain('PaintHolding');
  expect(own).toEqual(expect.arrayContaining(usual ?? []));
  expect(own).toContain('WebUIOmniboxPopup');
});
