import {spawnSync} from 'node:child_process';
import {cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, extname, join} from 'node:path';

import {sha256} from '../foundations/canonical-json.ts';
import {filesIn} from '../foundations/files/files-in.ts';
import {ROOT} from '../foundations/root.ts';

const DIST = join(ROOT, 'dist');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** Rooms whose files that are no modules go along as they are. */
const ROOMS = ['data-extract', 'foundations', 'studio'];

/** What goes along as it is, modules too: what new scenes are copied from,
 * and sizes of known models. */
const COPIED = ['scenes/modules.d.ts', 'scenes/template', 'assets/configs'];

/**
 * Build what the package holds in place of the sources: every module of the tool and of the
 * vocabulary as JavaScript with its types, in the same folders, and the files beside them.
 */
await rm(DIST, {recursive: true, force: true});
for (const config of ['pack/tsconfig.json', 'pack/tsconfig.browser.json']) {
  const {status} = spawnSync(process.execPath, [TSC, '-p', join(ROOT, config)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
for (const file of filesIn(DIST).filter(path => path.endsWith('.capture.js')))
  await rm(file);
const others = ROOMS.flatMap(room => filesIn(join(ROOT, room)))
  .map(path => path.slice(ROOT.length + 1))
  .filter(path => !/^\.(?:tsx?|mjs)$/.test(extname(path)) || path.includes('/probe-'));
for (const path of [...others, ...COPIED]) {
  await mkdir(dirname(join(DIST, path)), {recursive: true});
  await cp(join(ROOT, path), join(DIST, path), {recursive: true});
}
// Of all that decides what is drawn, a name: see `studio/render/bundle/bundle-cache.ts`.
const hashes = await Promise.all(
  filesIn(DIST).map(
    async path => `${path.slice(DIST.length)} ${sha256(await readFile(path))}`,
  ),
);
await writeFile(join(DIST, 'digest.txt'), `${sha256(hashes.join('\n'))}\n`);
