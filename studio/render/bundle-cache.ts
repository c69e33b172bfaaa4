import {existsSync} from 'node:fs';
import {readdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

import {hashJson, sha256} from '../../data-extract/foundations/canonical-json.ts';
import {removeCached} from '../../data-extract/files/remove-cached.ts';
import {filesIn} from '../files-in.ts';
import type {ProxyOptions} from './cors-proxy.ts';
import type {SceneHashes} from '../vite/scene-hashes-plugin.ts';

/** What is known of a bundle once it is built. */
export interface Built {
  hashes: SceneHashes;
  /** What its project says of Motion Canvas's proxy. */
  proxy: ProxyOptions | null;
}

/** What a finished bundle was made of. */
interface BundleRecord {
  built: Built;
  /** SHA-256 by absolute path of every file that went in, packages left out. */
  files: Record<string, string>;
  /** Names in the folders of these files, where a new one may matter. */
  names: Record<string, string[]>;
}

const RECORD = 'bundle.json';
const FORMAT = 4;
/** Each stands for all packages that are installed beside it. */
const LOCKS = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];

/**
 * Where a bundle lies, whatever is in its files.
 *
 * @param tool - Folder of the tool.
 * @param key - What tells bundles apart.
 * @param roots - Folders whose packages go into it.
 */
export async function bundleFolder(
  tool: string,
  key: unknown,
  roots: readonly string[],
): Promise<string> {
  const locks = await Promise.all(
    [...new Set([tool, ...roots])].flatMap(root =>
      LOCKS.map(async name => {
        const text = await readFile(join(root, name)).catch(() => null);
        return text && sha256(text);
      }),
    ),
  );
  // How bundles are built decides what is in them, like what they are built from.
  const builder = await Promise.all(
    filesIn(join(tool, 'studio/vite')).map(async path => sha256(await readFile(path))),
  );
  const name = hashJson({key, roots, locks, builder, format: FORMAT}).slice(0, 16);
  return join(tool, '.cache', 'bundles', name);
}

/** What is known of a bundle that is still what would be built now, or `null`. */
export async function readBundle(folder: string): Promise<Built | null> {
  try {
    const {built, files, names} = JSON.parse(
      await readFile(join(folder, RECORD), 'utf8'),
    ) as BundleRecord;
    for (const [path, hash] of Object.entries(files)) {
      if (sha256(await readFile(path)) !== hash) return null;
    }
    for (const [path, known] of Object.entries(names)) {
      if ((await namesIn(path)).join('\n') !== known.join('\n')) return null;
    }
    return built;
  } catch {
    return null;
  }
}

/**
 * Put a bundle that was built elsewhere in its place.
 *
 * @param files - What went into it.
 */
export async function keepBundle(
  from: string,
  folder: string,
  built: Built,
  files: readonly string[],
): Promise<void> {
  const record: BundleRecord = {built, files: {}, names: {}};
  for (const path of files) record.files[path] = sha256(await readFile(path));
  for (const path of new Set(files.map(file => dirname(file))))
    record.names[path] = await namesIn(path);
  await writeFile(join(from, RECORD), JSON.stringify(record));
  await removeCached(folder);
  // Another process may have put the same bundle there in the meantime.
  await rename(from, folder).catch(async (error: unknown) => {
    await removeCached(from);
    if (!existsSync(join(folder, RECORD))) throw error;
  });
}

/** The files in a folder; those that editors keep for a moment do not matter. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {withFileTypes: true});
  return entries
    .filter(entry => entry.isFile() && !/^\.|~$/.test(entry.name))
    .map(({name}) => name)
    .sort();
}
