import {posix, win32} from 'node:path';

import type {Machine} from './machine-facts.ts';

type Where = Pick<Machine, 'env' | 'platform'>;

/** Path functions of the machine's platform, which a test may choose. */
export const pathsOf = (platform: NodeJS.Platform): typeof posix =>
  platform === 'win32' ? win32 : posix;

/** Every place where a shell would look for a command, in its order. */
export function commandPlaces(name: string, {env, platform}: Where): string[] {
  const path = pathsOf(platform);
  const file = platform === 'win32' ? `${name}.exe` : name;
  return (env.PATH ?? env.Path ?? '')
    .split(path.delimiter)
    .filter(folder => path.isAbsolute(folder))
    .map(folder => path.join(folder, file));
}

/** Places of a program that an environment variable names: a path or a command. */
export function namedPlaces(value: string, where: Where): string[] {
  const path = pathsOf(where.platform);
  return value === path.basename(value)
    ? commandPlaces(value, where)
    : [path.resolve(value)];
}

/** Places where systems install Chromium or Chrome. */
export function browserPlaces(where: Where): string[] {
  const {env, platform} = where;
  if (platform === 'darwin') {
    return ['Chromium', 'Google Chrome'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(folder => folder !== undefined)
      .map(folder => win32.join(folder, 'Google/Chrome/Application/chrome.exe'));
  }
  return [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ].flatMap(name => commandPlaces(name, where));
}

/**
 * The folder where Playwright keeps its browsers for this user.
 *
 * @remarks
 * Source: https://playwright.dev/docs/browsers#managing-browser-binaries
 */
export function playwrightFolder({
  packages,
  env,
  platform,
  home,
}: Pick<Machine, 'packages' | 'env' | 'platform' | 'home'>): string {
  const path = pathsOf(platform);
  const set = env.PLAYWRIGHT_BROWSERS_PATH;
  if (set === '0') return path.join(packages['playwright-core'] ?? '', '.local-browsers');
  if (set) return path.resolve(set);
  if (platform === 'darwin') return path.join(home, 'Library/Caches/ms-playwright');
  if (platform === 'win32') {
    return path.join(
      env.LOCALAPPDATA ?? path.join(home, 'AppData/Local'),
      'ms-playwright',
    );
  }
  return path.join(env.XDG_CACHE_HOME ?? path.join(home, '.cache'), 'ms-playwright');
}

const IN_FOLDER: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['chrome-linux64/chrome', 'chrome-linux/chrome'],
  win32: ['chrome-win64/chrome.exe', 'chrome-win/chrome.exe'],
  darwin: ['chrome-mac-arm64', 'chrome-mac-x64', 'chrome-mac'].flatMap(folder => [
    `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
    `${folder}/Chromium.app/Contents/MacOS/Chromium`,
  ]),
};

/**
 * Executables of the browsers in a folder of Playwright's, newest first.
 *
 * @param names - What is in the folder; only `chromium-<revision>` counts.
 */
export function playwrightPlaces(
  folder: string,
  names: readonly string[],
  platform: NodeJS.Platform,
): string[] {
  const revisions = names
    .map(name => Number(/^chromium-(\d+)$/.exec(name)?.[1] ?? NaN))
    .filter(revision => !Number.isNaN(revision))
    .sort((a, b) => b - a);
  return revisions.flatMap(revision =>
    (IN_FOLDER[platform] ?? []).map(file =>
      pathsOf(platform).join(folder, `chromium-${revision}`, file),
    ),
  );
}
