import {readFile} from 'node:fs/promises';

import {expect, test} from 'vitest';

import {planCuda} from '../../../studio/setup/install/cuda.ts';
import {installRemedy} from '../../../studio/setup/remedies.ts';
import {spaceStatus} from '../../../studio/setup/status/disk.ts';
import {
  fontStatus,
  importedFonts,
  woff2Problem,
} from '../../../studio/setup/status/fonts.ts';
import {allNeeded} from '../../../studio/setup/status/part-status.ts';
import {atLeast, isIn} from '../../../studio/setup/status/tools.ts';
import {ROOT} from '../../../foundations/root.ts';

test.each([
  ['20.11.0', '20.11', true],
  ['20.11', '20.11.0', true],
  ['20.9.3', '20.11', false],
  ['22.0.0', '20.11', true],
  ['18.20.1', '20.11', false],
])('%s is at least %s: %s', (version, least, is) => {
  expect(atLeast(version, least)).toBe(is);
});

test.each([
  ['20.19.0', true],
  ['20.20.2', true],
  ['20.18.9', false],
  ['21.7.3', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.11.1', false],
  ['24.0.0', true],
  ['26.1.0', true],
  ['18.20.8', false],
])('Node %s is one that runs this: %s', (version, is) => {
  expect(isIn(version, '^20.19 || ^22.12 || >=24')).toBe(is);
});

test.each([
  ['linux', 'x64', 'H200', false, {installed: false, install: true}],
  ['linux', 'x64', 'H200', true, {installed: true, install: false}],
  ['linux', 'x64', null, true, {installed: false, install: false}],
  ['linux', 'arm64', 'Orin', false, {installed: false, install: false}],
  ['darwin', 'arm64', null, false, {installed: false, install: false}],
] as const)('CUDA on %s/%s, GPU %s, libraries %s', (platform, arch, gpu, there, plan) => {
  expect(planCuda(platform, arch, gpu, there)).toMatchObject(plan);
});

test('a font is whole when its header says so', async () => {
  const [font] = importedFonts(await readFile(`${ROOT}/scenes/theme/fonts.ts`, 'utf8'));
  const file = await readFile(`${ROOT}/node_modules/${font}`);
  expect(woff2Problem(file)).toBeNull();
  expect(woff2Problem(file.subarray(0, 100))).toBe(
    `has 100 bytes instead of ${file.length}`,
  );
  expect(woff2Problem(new Uint8Array(100))).toBe('is no WOFF2 font');
  expect(woff2Problem(new Uint8Array())).toBe('is too short for a font');
});

test('the fonts of the theme are those that its source imports', async () => {
  const source = `
    import a from '@fontsource/sans/files/a.woff2?url';
    import b from "@fontsource/sans/files/a.woff2?glyphs";
    import c from '@fontsource/mono/files/c.woff2?url';
    import d from '@fontsource-variable/emoji/files/d.woff2?url';`;
  expect(importedFonts(source)).toEqual([
    '@fontsource/sans/files/a.woff2',
    '@fontsource/mono/files/c.woff2',
    '@fontsource-variable/emoji/files/d.woff2',
  ]);
  expect(await fontStatus()).toMatchObject({ok: true});
});

test('too little space is no small matter', () => {
  expect(spaceStatus('renders', 1.5)).toMatchObject({ok: false, needed: true});
  expect(spaceStatus('renders', 2)).toMatchObject({ok: true, version: '2.0 GB free'});
});

test('what is not needed may be missing', () => {
  const part = {name: 'x', ok: false, needed: false, where: '', version: '', remedy: ''};
  expect(allNeeded([part])).toBe(true);
  expect(allNeeded([part, {...part, needed: true}])).toBe(false);
});

test.each([
  [
    'chromium',
    'linux',
    false,
    true,
    /^Run `sudo apt-get install chromium`, or point AIM_CHROMIUM/,
  ],
  [
    'ffprobe',
    'linux',
    false,
    true,
    /^Run `sudo apt-get install ffmpeg`, or point FFPROBE_BIN/,
  ],
  ['ffmpeg', 'linux', true, true, /^Install ffmpeg, or point FFMPEG_BIN/],
  ['ffmpeg', 'darwin', false, false, /^Run `brew install ffmpeg`/],
] as const)('the remedy for %s on %s', (name, platform, isRoot, hasApt, remedy) => {
  expect(installRemedy(name, {platform, isRoot, hasApt})).toMatch(remedy);
});
