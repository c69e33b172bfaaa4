import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {sha256} from '../../../foundations/canonical-json.ts';
import {filesIn} from '../../../foundations/files/files-in.ts';
import {ROOT} from '../../../foundations/root.ts';
import {KEPT_AT} from '../../../studio/setup/kept-browser.ts';
import {findChromium, findFfmpeg} from '../../../studio/setup/parts.ts';
import {COURSE} from '../../fixtures/course.ts';
import {framesOf, readManifest, renderHarness} from './harness.ts';

const {folder, options, render, plan} = renderHarness();
/** Four chunks. */
const long = {fps: 240, width: 320, height: 180} as const;

let elsewhere = '';
beforeAll(async () => {
  // On the same disk, so that packages can be linked instead of copied.
  await mkdir(`${ROOT}/.cache`, {recursive: true});
  elsewhere = await mkdtemp(`${ROOT}/.cache/else where-`);
});
afterAll(() => rm(elsewhere, {recursive: true, force: true}));

const contents = async (path: string): Promise<string[]> =>
  Promise.all(filesIn(path).map(async file => `${file} ${sha256(await readFile(file))}`));

describe('frames', {timeout: 300_000}, () => {
  test('are the same for every number of workers and every order of chunks', async () => {
    const before = await contents(join(COURSE, 'scenes'));
    const [one] = await render(options('one', long));
    const frames = await framesOf(one);
    expect(one.frames).toBeGreaterThan(3 * 240);
    for (const workers of [2, 3]) {
      const [video] = await render(options(`workers-${workers}`, {...long, workers}));
      expect(await framesOf(video)).toBe(frames);
    }
    const wanted = options('order', long);
    for (const index of [4, 2, 3, 1]) await plan({...wanted, shard: {index, count: 4}});
    const [joined] = await render({...wanted, assemble: true});
    expect(await framesOf(joined)).toBe(frames);
    expect(await contents(join(COURSE, 'scenes'))).toEqual(before);
  });

  test('and bytes are the same in another folder, home, language and time zone', async () => {
    const wanted = options('here', {preset: 'final', width: 320, height: 180});
    const [here] = await render(wanted);

    const checkout = await copyCheckout();
    const there = {
      ...wanted,
      out: join(folder(), 'there'),
      cache: join(checkout, 'chunks'),
    };
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/fixtures/render-course.ts', JSON.stringify(there)],
      {cwd: checkout, stdio: ['ignore', 'ignore', 'pipe'], env: await strangeMachine()},
    );
    let errors = '';
    child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code, errors).toBe(0);

    const files = ['mp4', 'vtt'].map(ending => `01-test/short.en.${ending}`);
    for (const file of files) {
      const [a, b] = await Promise.all(
        [wanted.out, there.out].map(out => readFile(join(out, file))),
      );
      expect(a.equals(b), file).toBe(true);
    }
    const manifest = await readManifest(here.manifest);
    const other = await readManifest(join(there.out, '01-test/short.en.json'));
    expect(other.framesSha256).toBe(manifest.framesSha256);
    expect(other.key).toBe(manifest.key);
  });
});

/** What renders need of the repository, in another folder. */
async function copyCheckout(): Promise<string> {
  const checkout = join(elsewhere, 'checkout');
  await mkdir(checkout);
  for (const name of [
    'studio',
    'scenes',
    'data-extract',
    'foundations',
    'tests/fixtures',
  ])
    await cp(join(ROOT, name), join(checkout, name), {
      recursive: true,
      filter: path => !/^scenes\/(?:\d\d-|gallery)/.test(relative(ROOT, path)),
    });
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json'])
    await cp(join(ROOT, name), join(checkout, name));
  execFileSync('cp', ['-al', join(ROOT, 'node_modules'), join(checkout, 'node_modules')]);
  return checkout;
}

/** The environment of a user who has set everything otherwise. */
async function strangeMachine(): Promise<NodeJS.ProcessEnv> {
  const home = await mkdtemp(join(tmpdir(), 'aim-home-'));
  await mkdir(join(home, '.config/fontconfig'), {recursive: true});
  await writeFile(
    join(home, '.config/fontconfig/fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<match target="font">
<edit name="antialias" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintfull</const></edit>
<edit name="rgba" mode="assign"><const>rgb</const></edit>
</match></fontconfig>`,
  );
  await mkdir(join(home, '.motion-canvas'));
  await writeFile(
    join(home, '.motion-canvas/settings.json'),
    JSON.stringify({version: 1, defaults: {background: 'rgb(255,0,0)'}}),
  );
  const [chromium, ffmpeg] = [await findChromium(), await findFfmpeg()];
  return {
    ...process.env,
    [KEPT_AT]: '',
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    LANG: 'ko_KR.UTF-8',
    LC_ALL: 'ko_KR.UTF-8',
    LANGUAGE: 'ko',
    TZ: 'Asia/Seoul',
    NODE_ENV: 'development',
    AIM_CHROMIUM: chromium.path,
    FFMPEG_BIN: ffmpeg.path,
  };
}
