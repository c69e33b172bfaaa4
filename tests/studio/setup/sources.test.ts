import {expect, test} from 'vitest';

import type {Machine} from '../../../studio/setup/machine-facts.ts';
import type {PartName} from '../../../studio/setup/found-part.ts';
import {sourcesOf} from '../../../studio/setup/sources.ts';

const MACHINE: Machine = {
  cache: '/repo/.cache',
  packages: {
    'ffmpeg-static': '/repo/node_modules/ffmpeg-static',
    'onnxruntime-node': '/repo/node_modules/onnxruntime-node',
    'playwright-core': '/repo/node_modules/playwright-core',
  },
  env: {PATH: '/bin'},
  platform: 'linux',
  arch: 'x64',
  home: '/home/me',
  isRoot: true,
  hasApt: true,
  playwrightCache: [],
  playwrightOwn: [],
};

/** The order of sources, with a plus where something may be installed. */
const order = (name: PartName, changes: Partial<Machine> = {}): string[] =>
  sourcesOf(name, {...MACHINE, ...changes}).map(
    ({where, install}) => `${install.length > 0 ? '+ ' : ''}${where}`,
  );

test('Chromium is looked for everywhere before one is installed', () => {
  expect(order('chromium', {env: {PATH: '/bin', AIM_CHROMIUM: '/c'}})).toEqual([
    'AIM_CHROMIUM',
    "Playwright's cache",
    'system',
    '+ playwright install',
    '+ apt-get',
  ]);
});

test('an ffmpeg of known bytes comes before the one of the system', () => {
  expect(order('ffmpeg', {env: {PATH: '/bin', FFMPEG_BIN: '/f'}})).toEqual([
    'FFMPEG_BIN',
    '+ ffmpeg-static',
    '+ npm @ffmpeg-installer/linux-x64@4.1.0',
    'system',
    '+ apt-get',
  ]);
});

test('ffprobe goes with a chosen ffmpeg unless it is chosen itself', () => {
  expect(order('ffprobe', {env: {FFMPEG_BIN: '/f/ffmpeg', FFPROBE_BIN: '/p'}})).toEqual([
    'FFPROBE_BIN',
    'beside FFMPEG_BIN',
    '+ npm @ffprobe-installer/linux-x64@5.2.0',
    'system',
    '+ apt-get',
  ]);
  const [beside] = sourcesOf('ffprobe', {...MACHINE, env: {FFMPEG_BIN: '/f/ffmpeg'}});
  expect(beside.paths).toEqual(['/f/ffprobe']);
});

test('apt-get is for root on systems that have it', () => {
  expect(order('chromium', {isRoot: false})).not.toContain('+ apt-get');
  expect(order('chromium', {hasApt: false})).not.toContain('+ apt-get');
});

test('an empty variable counts as unset', () => {
  expect(order('chromium', {env: {AIM_CHROMIUM: ''}})).not.toContain('AIM_CHROMIUM');
});

test('where npm has no binary for the machine, it is left out', () => {
  expect(order('ffmpeg', {arch: 'riscv64'})).toEqual([
    '+ ffmpeg-static',
    'system',
    '+ apt-get',
  ]);
});

test('missing libraries are installed after the browser, by root only', () => {
  const ways = (isRoot: boolean) =>
    sourcesOf('chromium', {...MACHINE, isRoot})
      .find(({where}) => where === 'playwright install')
      ?.install.map(({kind}) => kind);
  expect(ways(true)).toEqual(['playwright', 'playwright-libraries']);
  expect(ways(false)).toEqual(['playwright']);
});

test('what setup fetches lies in the .cache of the repository', () => {
  const paths = sourcesOf('ffprobe', {...MACHINE, cache: '/a repo/.cache'})[0].paths;
  expect(paths).toEqual([
    '/a repo/.cache/npm/@ffprobe-installer+linux-x64@5.2.0' +
      '/node_modules/@ffprobe-installer/linux-x64/ffprobe',
  ]);
});
