import {
  chmod,
  copyFile,
  mkdtemp,
  readFile,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, expect, test} from 'vitest';

import {launchBrowser} from '../../../studio/setup/browser.ts';
import {createInstaller} from '../../../studio/setup/install/install.ts';
import {installPart} from '../../../studio/setup/install-part.ts';
import type {SetupRun} from '../../../studio/setup/install-part.ts';
import type {FoundPart, PartName} from '../../../studio/setup/found-part.ts';
import {readMachine} from '../../../studio/setup/machine.ts';
import {packageFolder} from '../../../foundations/package-folder.ts';
import type {Machine} from '../../../studio/setup/machine-facts.ts';
import {NPM_PROGRAMS} from '../../../studio/setup/npm-programs.ts';
import {
  findChromium,
  findFfmpeg,
  findFfprobe,
  findPart,
} from '../../../studio/setup/parts.ts';
import {ownBrowser} from '../../fixtures/own-browser.ts';

ownBrowser();

// The parts of this machine, as setup has left them, and machines that lack them: another
// root, where nothing was fetched, and a PATH that holds only what a test puts there.

const TIMEOUT = 120_000;
const NPM = NPM_PROGRAMS.ffmpeg[`${process.platform}-${process.arch}`];
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'aim setup '));
});

afterEach(() => rm(root, {recursive: true}));

/** A machine without anything, nor the right to install. */
const bare = (env: Record<string, string> = {}): Machine => ({
  ...readMachine(
    {PATH: root, FFMPEG_BINARIES_URL: 'http://127.0.0.1:9', ...env},
    join(root, '.cache'),
  ),
  packages: {
    'ffmpeg-static': join(root, 'node_modules/ffmpeg-static'),
    'onnxruntime-node': null,
    'playwright-core': packageFolder('playwright-core'),
  },
  isRoot: false,
});

/** Put an executable into the PATH of the bare machine. */
async function program(name: string, text: string): Promise<string> {
  const file = join(root, name);
  await writeFile(file, text);
  await chmod(file, 0o755);
  return file;
}

const install = (
  name: PartName,
  report: SetupRun['report'] = () => undefined,
): Promise<FoundPart> =>
  installPart(name, {machine: bare(), install: createInstaller(), report});

const memory = async (): Promise<unknown> =>
  JSON.parse(await readFile(join(root, '.cache/setup.json'), 'utf8'));

test(
  'the parts of this machine are found and state their version',
  {timeout: TIMEOUT},
  async () => {
    for (const part of [await findChromium(), await findFfmpeg(), await findFfprobe()]) {
      expect(part.version).toMatch(/\d/);
      expect(await findPart(part.name)).toEqual(part);
    }
  },
);

test('the browser starts and can draw', {timeout: TIMEOUT}, async () => {
  const {browser, version, flags} = await launchBrowser();
  try {
    const page = await browser.newPage();
    expect((await page.screenshot()).subarray(1, 4).toString()).toBe('PNG');
    expect(version).toBe(browser.version());
    expect(flags).toContain('--force-color-profile=srgb');
  } finally {
    await browser.close();
  }
});

test('a part that is nowhere is an error with a remedy', async () => {
  for (const name of ['chromium', 'ffmpeg', 'ffprobe'] as const) {
    await expect(findPart(name, bare())).rejects.toMatchObject({
      code: `${name}-missing`,
      remedy: expect.stringContaining('npm run setup') as string,
    });
  }
});

test('an executable that will not do is named in the error', async () => {
  const file = await program('ffmpeg', '#!/bin/sh\necho "ffmpeg version 7.1"\n');
  await expect(findPart('ffmpeg', bare())).rejects.toThrow(
    `${file}: it was built without libx264 and mov_text`,
  );
});

test('a variable that names nothing usable is an error, not a detour', async () => {
  await program('ffmpeg', '#!/bin/sh\n');
  await expect(findPart('ffmpeg', bare({FFMPEG_BIN: '/no/ffmpeg'}))).rejects.toThrow(
    'FFMPEG_BIN names nothing that will do as ffmpeg: there is no /no/ffmpeg.',
  );
});

test('a choice is remembered until its file changes', {timeout: TIMEOUT}, async () => {
  const {path} = await findFfprobe();
  await program('ffprobe', `#!/bin/sh\nexec "${path}" "$@"\n`);
  const found = await findPart('ffprobe', bare());
  expect(found).toMatchObject({where: 'system', path: join(root, 'ffprobe')});
  // Same size and time: the memory answers, though the program would not.
  const time = new Date('2020-01-01');
  await utimes(found.path, time, time);
  await findPart('ffprobe', bare());
  const size = (await readFile(found.path)).length;
  await writeFile(found.path, '#'.repeat(size));
  await utimes(found.path, time, time);
  expect(await findPart('ffprobe', bare())).toEqual(found);
  await writeFile(found.path, '#!/bin/sh\n');
  await expect(findPart('ffprobe', bare())).rejects.toMatchObject({
    code: 'ffprobe-missing',
  });
});

test('a variable wins over the memory', {timeout: TIMEOUT}, async () => {
  const {path} = await findFfprobe();
  await program('ffprobe', `#!/bin/sh\nexec "${path}" "$@"\n`);
  await findPart('ffprobe', bare());
  expect(await findPart('ffprobe', bare({FFPROBE_BIN: path}))).toMatchObject({
    where: 'FFPROBE_BIN',
    path,
  });
});

test('without a network, installing fails with everything that was tried', async () => {
  await program('npm', '#!/bin/sh\necho "npm error code EAI_AGAIN" >&2\nexit 1\n');
  const events: string[] = [];
  const attempt = install('ffmpeg', (_, {where}) => events.push(where));
  await expect(attempt).rejects.toThrow(/ffmpeg-static: 127\.0\.0\.1 cannot be reached/);
  expect(events[0]).toBe('ffmpeg-static');
  await expect(memory()).rejects.toThrow('ENOENT');
});

test.runIf(NPM)('a binary from npm is taken', {timeout: TIMEOUT}, async () => {
  const {path} = await findFfmpeg();
  await fakeNpm(path, NPM?.integrity ?? '');
  const found = await install('ffmpeg');
  expect(found.where).toBe(`npm ${NPM?.spec}`);
  expect(found.path.startsWith(join(root, '.cache/npm'))).toBe(true);
  expect(await memory()).toMatchObject({parts: [found]});
});

test.runIf(NPM)(
  'a binary from npm with another hash is not run',
  {timeout: TIMEOUT},
  async () => {
    await fakeNpm(join(root, 'npm'), 'sha512-other');
    await expect(install('ffmpeg')).rejects.toThrow(
      'is not what it was: its hash is sha512-other',
    );
  },
);

/** An npm that installs a given file as the binary of its package. */
async function fakeNpm(binary: string, integrity: string): Promise<void> {
  const fixture = new URL('fixtures/fake-npm.mjs', import.meta.url);
  await copyFile(fixture, join(root, 'fake-npm.mjs'));
  await writeFile(join(root, 'fake-npm.json'), JSON.stringify({binary, integrity}));
  await program(
    'npm',
    `#!/bin/sh\nexec "${process.execPath}" "${root}/fake-npm.mjs" "$@"\n`,
  );
}
