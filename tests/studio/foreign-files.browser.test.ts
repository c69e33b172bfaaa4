import {cp, mkdir, mkdtemp, readdir, readFile, realpath, rm} from 'node:fs/promises';
import {symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {aimHere as aim} from '../fixtures/aim-here.ts';

/** What a home may hold: also files under the very names that commands write. */
const MINE = [
  'notes.txt',
  'photos/album/a.png',
  'tensors.safetensors',
  'chance.json',
  'chance.mp4',
  'chance/000000.png',
  'chance/notes.txt',
  'template/scene.en.tokens.png',
  'template/scene.en.1.overlap.png',
  'template/scene/notes.txt',
  'template/contact-sheet.en.png',
];

let base: string;
let home: string;
const cwd = process.cwd();

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'aim-foreign-')));
  home = join(base, 'home');
  for (const name of MINE) {
    await mkdir(dirname(join(home, name)), {recursive: true});
    await writeFile(join(home, name), `my ${name}`);
  }
  await symlink(home, join(base, 'link'), 'dir');
  await cp(`${ROOT}/tests/fixtures/plain`, join(base, 'project'), {recursive: true});
  vi.stubEnv('HOME', home);
  // Under npm, this names the folder that the user is in.
  vi.stubEnv('INIT_CWD', home);
  process.chdir(home);
});
afterAll(async () => {
  process.chdir(cwd);
  vi.unstubAllEnvs();
  await rm(base, {recursive: true, force: true});
});

/** Everything at home, by name, but what browsers and the like keep there. */
async function mine(): Promise<Record<string, string>> {
  const entries = await readdir(home, {recursive: true, withFileTypes: true});
  const files = entries.filter(entry => !entry.isDirectory());
  const seen = files.filter(({parentPath}) => !parentPath.startsWith(`${home}/.`));
  const read = seen.map(async ({parentPath, name}) => {
    const path = join(parentPath, name);
    return [path.slice(home.length + 1), await readFile(path, 'utf8')] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

const ALL = Object.fromEntries(MINE.map(name => [name, `my ${name}`]));

const capture = ['capture', `${ROOT}/assets/models/tiny-decoder`, 'Lily.', '--out'];
const extract = ['extract', 'template/scene', '--force', '--out'];
const render = ['render', '--project', '../project/src/chance.ts', '--fps', '5'];
const still = ['still', 'template/scene', '--locale', 'en', '--scale', '0.1'];

describe('what is not ours stays as it is', {timeout: 120_000}, () => {
  test.each<[string, () => string[], RegExp]>([
    ['capture into .', () => [...capture, '.'], /No capture is written into \./],
    ['capture into the home', () => [...capture, home], /home: it has other files/],
    [
      'capture through a link',
      () => [...capture, '../link'],
      /No capture is written into/,
    ],
    ['capture over a file', () => [...capture, 'notes.txt'], /it is no folder/],
    ['capture into /', () => [...capture, '/'], /No capture is written into \//],
    ['extract into .', () => [...extract, '.'], /template\/scene: it has other files/],
    ['extract through a link', () => [...extract, '../link'], /it has other files/],
    ['render into .', () => [...render, '--out', '.'], /chance\.json is a file that/],
    [
      'render through a link',
      () => [...render, '--out', '../link'],
      /chance\.json is a file that/,
    ],
    [
      'render pictures over a folder',
      () => [...render, '--out', '.', '--format', 'png'],
      /chance\/000000\.png is a file that/,
    ],
    [
      'render into a file',
      () => [...render, '--out', 'notes.txt'],
      /notes\.txt is no folder/,
    ],
    [
      'render a cache into a file',
      () => [...render, '--cache', 'notes.txt'],
      /is no folder/,
    ],
    [
      'still over a picture',
      () => [...still, '--at', 'tokens', '--out', join(base, 'link')],
      /scene\.en\.tokens\.png is a file that/,
    ],
    [
      'still into a file',
      () => [...still, '--out', join(home, 'notes.txt')],
      /no folder/,
    ],
    [
      'a contact sheet over a picture',
      () => [...still, '--contact-sheet', '--out', home],
      /contact-sheet\.en\.png is a file that/,
    ],
  ])('%s', async (_, args, message) => {
    const {status, stderr} = await aim(...args());
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
    expect(await mine()).toEqual(ALL);
  });

  test('lint beside pictures that look like its own', async () => {
    const light = ['--locale', 'en', '--theme', 'light'];
    const {status} = await aim('lint', 'template/scene', ...light, '--out', home);
    expect(status).toBe(0);
    expect(await mine()).toEqual(ALL);
  });

  test.runIf(process.platform === 'linux')(
    'a folder that cannot be made is named',
    async () => {
      for (const args of [[...capture], [...render, '--out'], [...still, '--out']]) {
        const {status, stderr} = await aim(...args, '/proc/none/out');
        expect(stderr).toContain('/proc/none cannot be made');
        expect(stderr).not.toContain('    at ');
        expect(status).toBe(1);
      }
    },
  );
});
