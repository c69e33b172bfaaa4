import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {resolveProjectOptions} from '../../../studio/render/options/project-options.ts';
import type {RenderedVideo} from '../../../studio/render/render-plan.ts';
import {renderProject} from '../../../studio/render/render-project.ts';
import {ROOT} from '../../../foundations/root.ts';
import {FONTS_CONF} from '../../../studio/setup/start-browser.ts';
import {woffToSfnt} from '../../fixtures/woff-to-sfnt.ts';
import {readManifest} from './harness.ts';

/** Pictures by their path, as a host without CORS headers gives them. */
const pictures = new Map<string, Buffer>();
let asked: string[] = [];
const server = createServer((request, response) => {
  const path = request.url ?? '';
  asked.push(path);
  const picture = pictures.get(path);
  if (picture) response.writeHead(200, {'content-type': 'image/png'}).end(picture);
  else response.writeHead(404).end();
});

let folder = '';
let [red, blue] = [Buffer.alloc(0), Buffer.alloc(0)];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-outside-'));
  await cp(`${ROOT}/tests/fixtures/trials/outside`, join(folder, 'outside'), {
    recursive: true,
  });
  const plain = `${ROOT}/tests/fixtures/plain`;
  red = await readFile(join(plain, 'src/picture.png'));
  blue = await readFile(join(plain, 'public/dot.png'));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, {recursive: true, force: true});
});

const addressOf = (path: string): string =>
  `http://localhost:${(server.address() as AddressInfo).port}${path}`;

async function render(variables: Record<string, string>): Promise<RenderedVideo> {
  const data = {picture: addressOf('/a.png'), ...variables};
  await writeFile(join(folder, 'variables.json'), JSON.stringify(data));
  const flags = {project: 'outside/project.ts', variables: 'variables.json'};
  const options = resolveProjectOptions(
    {...flags, cache: 'chunks', workers: 1},
    [],
    folder,
    2,
  );
  const outcome = await renderProject(folder, options);
  if (!('videos' in outcome)) throw new Error('no video was asked for');
  return outcome.videos[0];
}

const framesOf = async ({manifest}: RenderedVideo): Promise<string> =>
  (await readManifest(join(folder, manifest))).framesSha256;

describe('a picture of another host', {timeout: 240_000}, () => {
  test('comes through the proxy, and is drawn anew when it has changed there', async () => {
    pictures.set('/a.png', red);
    const first = await render({});
    const before = await framesOf(first);
    const {reads} = await readManifest(join(folder, first.manifest));
    expect(reads.map(({url}) => url)).toEqual([addressOf('/a.png')]);

    asked = [];
    expect((await render({})).reusedFrames).toBe(first.frames);
    expect(asked).toEqual(['/a.png']);

    pictures.set('/a.png', blue);
    const changed = await render({});
    expect(changed.reusedFrames).toBeLessThan(first.frames);
    expect(await framesOf(changed)).not.toBe(before);

    pictures.set('/a.png', red);
    expect(await framesOf(await render({}))).toBe(before);
  });

  test.each([
    ['that is not there', {picture: '/gone.png'}, '/gone.png: status 404'],
    ['beyond the allowListHosts', {hosts: ['example.org']}, 'Set proxy: true'],
    ['whose style sheet is unreachable', {sheet: 'http://localhost:1/x.css'}, ':1/x.css'],
  ])(
    '%s is an error that names it',
    async (_, {picture, hosts, sheet}: Mistake, text) => {
      pictures.set('/a.png', red);
      const variables = {
        picture: addressOf(picture ?? '/a.png'),
        ...(sheet ? {sheet} : {}),
      };
      const file = join(folder, 'outside/vite.config.ts');
      const config = await readFile(file, 'utf8');
      const proxy = hosts
        ? `proxy: {allowListHosts: ${JSON.stringify(hosts)}}`
        : 'proxy: true';
      await writeFile(file, config.replace('proxy: true', proxy));
      await expect(render(variables)).rejects.toThrow(text);
      await writeFile(file, config);
    },
  );
});

interface Mistake {
  picture?: string;
  hosts?: string[];
  sheet?: string;
}

test('characters that no font has are named, and drawn once a font has them', async () => {
  pictures.set('/a.png', red);
  const conf = join(folder, 'fonts.conf');
  const fonts = join(folder, 'fonts');
  await mkdir(fonts);
  await writeFile(
    conf,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>${FONTS_CONF}</include><dir>${fonts}</dir></fontconfig>`,
  );
  const former = process.env.FONTCONFIG_FILE;
  process.env.FONTCONFIG_FILE = conf;
  try {
    // The second is a letter of 2024, which hardly a machine has; Hangul is on some.
    const text = 'a\u{10D4A}한';
    const boxes = await render({text});
    expect(boxes.missing.map(({where}) => where)).toEqual(['words']);
    expect(boxes.missing[0].characters).toContain('\u{10D4A}');
    expect(boxes.missing[0].characters).not.toContain('a');
    expect((await render({text})).reusedFrames).toBe(boxes.frames);

    const files = `${ROOT}/node_modules/@fontsource/pretendard/files`;
    const woff = await readFile(`${files}/pretendard-latin-400-normal.woff`);
    await writeFile(join(fonts, 'hangul.ttf'), woffToSfnt(woff));
    const drawn = await render({text});
    expect(drawn.reusedFrames).toBe(0);
    expect(drawn.missing).toEqual([{where: 'words', characters: '\u{10D4A}'}]);
  } finally {
    if (former === undefined) delete process.env.FONTCONFIG_FILE;
    else process.env.FONTCONFIG_FILE = former;
  }
}, 240_000);
