import {cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {renewScripts} from '../../../../studio/render/bundle/renew-scripts.ts';
import {readSceneScript, sceneOf} from '../../../../studio/course/scene-files.ts';
import {COURSE} from '../../../fixtures/course.ts';

const SCENE = 'scenes/01-test/short';
const SCRIPTS = {[SCENE]: {file: 'short.js', name: 'script'}};

let root = '';
let folder = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'aim-renew-'));
  await mkdir(join(root, 'scenes'));
  await cp(join(COURSE, 'scenes/01-test'), join(root, 'scenes/01-test'), {
    recursive: true,
  });
  folder = join(root, '.cache/bundle');
  await mkdir(folder, {recursive: true});
  await writeFile(join(folder, 'short.js'), 'export const script = {};');
  await writeFile(join(folder, 'stage.js'), 'the stage');
  await writeFile(join(root, 'package.json'), '{"type": "module"}');
});
afterAll(() => rm(root, {recursive: true, force: true}));

const file = (ending: string): string => join(root, `${SCENE}.${ending}`);

test('a script that has changed is exchanged in a copy of the bundle', async () => {
  const text = await readFile(file('script.en.md'), 'utf8');
  await writeFile(file('script.en.md'), `${text}\nAnother word.\n`);
  const copy = await renewScripts(folder, root, SCRIPTS, [file('script.en.md')]);
  if (copy === null) throw new Error('nothing was renewed');
  expect((await readdir(copy)).sort()).toEqual(['short.js', 'stage.js']);
  const {script} = (await import(pathToFileURL(join(copy, 'short.js')).href)) as {
    script: unknown;
  };
  const {data} = await readSceneScript(root, sceneOf('01-test/short'));
  expect(script).toMatchObject(JSON.parse(JSON.stringify(data)) as object);
  expect(JSON.stringify(script)).toContain('Another word.');
  expect(await readFile(join(folder, 'short.js'), 'utf8')).toContain('{}');
});

test('where something else has changed, or a script without a file, nothing is', async () => {
  for (const changed of [
    [file('tsx')],
    [file('script.en.md'), file('tsx')],
    [join(root, 'scenes/01-test/other.script.en.md')],
    [join(dirname(root), 'elsewhere/scenes/01-test/short.script.en.md')],
  ])
    expect(await renewScripts(folder, root, SCRIPTS, changed)).toBeNull();
});

test('a mistake in a script is said as it is where all is built', async () => {
  await writeFile(file('script.en.md'), 'no front matter\n');
  const renewed = renewScripts(folder, root, SCRIPTS, [file('script.en.md')]);
  await expect(renewed).rejects.toThrow('short.script.en.md');
});
