import {spawnSync} from 'node:child_process';
import {cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, extname, join} from 'node:path';

import {sha256} from '../foundations/canonical-json.ts';
import {filesIn} from '../foundations/files/files-in.ts';
import {ROOT} from '../foundations/root.ts';
import {manifestOf} from './manifest.ts';
import type {SourceManifest} from './manifest.ts';

const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** Rooms whose files that are no modules go along as they are. */
const ROOMS = ['data-extract', 'foundations', 'studio'];

/** What goes along as it is, modules too: what new scenes are copied from,
 * and sizes of known models. */
const COPIED = ['scenes/modules.d.ts', 'scenes/template', 'assets/configs'];

/** What every package holds. */
const AROUND = ['README.md', 'LICENSE'];

/**
 * Make the package: in `dist` every module of the tool and of the vocabulary as JavaScript
 * with its types, in the same folders, and the files beside them; around it the entries.
 *
 * @param folder - Where; empty.
 */
export async function buildPackage(folder: string): Promise<void> {
  const dist = join(folder, 'dist');
  for (const config of ['pack/tsconfig.json', 'pack/tsconfig.browser.json'])
    compile(join(ROOT, config), dist);
  for (const file of filesIn(dist).filter(path => path.endsWith('.capture.js')))
    await rm(file);
  const others = ROOMS.flatMap(room => filesIn(join(ROOT, room)))
    .map(path => path.slice(ROOT.length + 1))
    .filter(path => !/^\.(?:tsx?|mjs)$/.test(extname(path)) || path.includes('/probe-'));
  for (const path of [...others, ...COPIED]) await copy(path, dist);
  await writeFile(join(dist, 'digest.txt'), `${await digestOf(dist)}\n`);
  const source = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  ) as SourceManifest;
  for (const path of [...AROUND, ...source.files.filter(name => name !== 'dist')])
    await copy(path, folder);
  const manifest = JSON.stringify(manifestOf(source), null, 2);
  await writeFile(join(folder, 'package.json'), `${manifest}\n`);
}

/** @throws Error where the types do not hold; the compiler has said which. */
function compile(config: string, dist: string): void {
  const {status} = spawnSync(process.execPath, [TSC, '-p', config, '--outDir', dist], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`${config} cannot be built.`);
}

/** Copy a file or folder of the repository under its own path. */
async function copy(path: string, to: string): Promise<void> {
  await mkdir(dirname(join(to, path)), {recursive: true});
  await cp(join(ROOT, path), join(to, path), {recursive: true});
}

/** Of all that decides what is drawn, a name: see `studio/render/bundle/bundle-cache.ts`. */
async function digestOf(dist: string): Promise<string> {
  const hashes = await Promise.all(
    filesIn(dist).map(
      async path => `${path.slice(dist.length)} ${sha256(await readFile(path))}`,
    ),
  );
  return sha256(hashes.join('\n'));
}
