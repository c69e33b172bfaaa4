import {existsSync} from 'node:fs';
import {readdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

import {hashJson, sha256} from '../../../foundations/canonical-json.ts';
import {removeCached} from '../../../foundations/files/remove-cached.ts';
import {IS_SOURCE, PACKAGE_FOLDER, ROOT} from '../../../foundations/root.ts';
import {filesIn} from '../../../foundations/files/files-in.ts';
import type {ProxyOptions} from '../../vite/cors-proxy.ts';
import type {SceneHashes} from '../../vite/scene-hashes-plugin.ts';
import type {ScriptChunk} from '../../vite/script-chunks-plugin.ts';
import {renewScripts} from './renew-scripts.ts';

/** What is known of a bundle once it is built. */
export interface Built {
  hashes: SceneHashes;
  /** What its project says of Motion Canvas's proxy. */
  proxy: ProxyOptions | null;
}

/** What a finished bundle was made of. */
export interface BundleRecord {
  built: Built;
  /** SHA-256 by absolute path of every file that went in, packages left out. */
  files: Record<string, string>;
  /** Names in the folders of these files, where a new one may matter. */
  names: Record<string, string[]>;
  /** Its files of scripts, by scene, see `script-chunks-plugin.ts`. */
  scripts: Record<string, ScriptChunk>;
}

/** What decides how bundles are built; of the package, a hash over all of it. */
const builders = (): string[] =>
  IS_SOURCE ? filesIn(join(ROOT, 'studio/vite')) : [join(ROOT, 'digest.txt')];

const RECORD = 'bundle.json';
const FORMAT = 5;
/** Each stands for all packages that are installed beside it. */
const LOCKS = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];

/**
 * Where a bundle lies, whatever is in its files.
 *
 * @param cache - Folder of what can be made again.
 * @param key - What tells bundles apart.
 * @param roots - Folders whose packages go into it.
 */
export async function bundleFolder(
  cache: string,
  key: unknown,
  roots: readonly string[],
): Promise<string> {
  const locks = await Promise.all(
    [...new Set([PACKAGE_FOLDER, ...roots])].flatMap(root =>
      LOCKS.map(async name => {
        const text = await readFile(join(root, name)).catch(() => null);
        return text && sha256(text);
      }),
    ),
  );
  // How bundles are built decides what is in them, like what they are built from.
  const builder = await Promise.all(
    builders().map(async path => sha256(await readFile(path))),
  );
  const name = hashJson({key, roots, locks, builder, format: FORMAT}).slice(0, 16);
  return join(cache, 'bundles', name);
}

/**
 * What is known of a bundle that is still what would be built now, or `null`. One in which
 * nothing but scripts has changed is brought up to date.
 *
 * @param root - What names of scenes are relative to.
 * @throws UserError where a changed script has a mistake.
 */
export async function readBundle(folder: string, root: string): Promise<Built | null> {
  const record = await readRecord(folder);
  if (!record) return null;
  for (const [path, known] of Object.entries(record.names)) {
    const names = await namesIn(path).catch(() => null);
    if (names?.join('\n') !== known.join('\n')) return null;
  }
  const changed: Record<string, string> = {};
  for (const [path, known] of Object.entries(record.files)) {
    const hash = await hashOf(path).catch(() => null);
    if (hash === null) return null;
    if (hash !== known) changed[path] = hash;
  }
  if (Object.keys(changed).length === 0) return record.built;
  const renewed = await renewScripts(folder, root, record.scripts, Object.keys(changed));
  if (renewed === null) return null;
  await putBundle(renewed, folder, {...record, files: {...record.files, ...changed}});
  return record.built;
}

async function readRecord(folder: string): Promise<BundleRecord | null> {
  try {
    return JSON.parse(await readFile(join(folder, RECORD), 'utf8')) as BundleRecord;
  } catch {
    return null;
  }
}
/** What a bundle that has been built was made of. */
interface NewBundle extends Pick<BundleRecord, 'built' | 'scripts'> {
  /** What went into it. */
  files: readonly string[];
}

/** Put a bundle that was built elsewhere in its place. */
export async function keepBundle(
  from: string,
  folder: string,
  {built, scripts, files}: NewBundle,
): Promise<void> {
  const record: BundleRecord = {built, scripts, files: {}, names: {}};
  for (const path of files) record.files[path] = await hashOf(path);
  for (const path of new Set(files.map(file => dirname(file))))
    record.names[path] = await namesIn(path);
  await putBundle(from, folder, record);
}

async function putBundle(
  from: string,
  folder: string,
  record: BundleRecord,
): Promise<void> {
  await writeFile(join(from, RECORD), JSON.stringify(record));
  await removeCached(folder);
  // Another process may have put the same bundle there in the meantime.
  await rename(from, folder).catch(async (error: unknown) => {
    await removeCached(from);
    if (!existsSync(join(folder, RECORD))) throw error;
  });
}

const hashOf = async (path: string): Promise<string> => sha256(await readFile(path));

/** The files in a folder; those that editors keep for a moment do not matter. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {withFileTypes: true});
  return entries
    .filter(entry => entry.isFile() && !/^\.|~$/.test(entry.name))
    .map(({name}) => name)
    .sort();
}
