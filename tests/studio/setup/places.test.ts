import {expect, test} from 'vitest';

import {
  browserPlaces,
  commandPlaces,
  namedPlaces,
  playwrightFolder,
  playwrightPlaces,
} from '../../../studio/setup/places.ts';

test('a command is looked up in every absolute folder of PATH, in order', () => {
  const env = {PATH: '/a:relative::/b c'};
  expect(commandPlaces('ffmpeg', {env, platform: 'linux'})).toEqual([
    '/a/ffmpeg',
    '/b c/ffmpeg',
  ]);
});

test('on Windows a command is an .exe, and PATH may be spelled Path', () => {
  const env = {Path: 'C:\\one;D:\\two'};
  expect(commandPlaces('ffmpeg', {env, platform: 'win32'})).toEqual([
    'C:\\one\\ffmpeg.exe',
    'D:\\two\\ffmpeg.exe',
  ]);
});

test('without PATH there is no command', () => {
  expect(commandPlaces('ffmpeg', {env: {}, platform: 'linux'})).toEqual([]);
});

test.each([
  ['/opt/ffmpeg', ['/opt/ffmpeg']],
  ['my-ffmpeg', ['/bin/my-ffmpeg']],
])('a variable may hold a path or a command: %s', (value, places) => {
  expect(namedPlaces(value, {env: {PATH: '/bin'}, platform: 'linux'})).toEqual(places);
});

test('Chromium comes before Chrome', () => {
  expect(browserPlaces({env: {PATH: '/bin'}, platform: 'linux'})).toEqual([
    '/bin/chromium',
    '/bin/chromium-browser',
    '/bin/google-chrome',
    '/bin/google-chrome-stable',
  ]);
  expect(browserPlaces({env: {}, platform: 'darwin'})[0]).toBe(
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  );
  expect(browserPlaces({env: {PROGRAMFILES: 'C:\\P'}, platform: 'win32'})).toEqual([
    'C:\\P\\Google\\Chrome\\Application\\chrome.exe',
  ]);
});

test.each([
  ['linux', {}, '/home/me/.cache/ms-playwright'],
  ['linux', {XDG_CACHE_HOME: '/x'}, '/x/ms-playwright'],
  ['linux', {PLAYWRIGHT_BROWSERS_PATH: '/y'}, '/y'],
  [
    'linux',
    {PLAYWRIGHT_BROWSERS_PATH: '0'},
    '/repo/node_modules/playwright-core/.local-browsers',
  ],
  ['darwin', {}, '/home/me/Library/Caches/ms-playwright'],
  ['win32', {LOCALAPPDATA: 'C:\\L'}, 'C:\\L\\ms-playwright'],
] as const)("Playwright's folder on %s with %j is %s", (platform, env, folder) => {
  const packages = {
    'ffmpeg-static': null,
    'onnxruntime-node': null,
    'playwright-core': '/repo/node_modules/playwright-core',
  };
  expect(playwrightFolder({packages, env, platform, home: '/home/me'})).toBe(folder);
});

test('of the browsers of Playwright, the newest is tried first, and only Chromium', () => {
  const names = [
    'chromium-999',
    'chromium-1255',
    'chromium_headless_shell-1255',
    'ffmpeg-1011',
    '.links',
  ];
  expect(playwrightPlaces('/p', names, 'linux')).toEqual([
    '/p/chromium-1255/chrome-linux64/chrome',
    '/p/chromium-1255/chrome-linux/chrome',
    '/p/chromium-999/chrome-linux64/chrome',
    '/p/chromium-999/chrome-linux/chrome',
  ]);
});
