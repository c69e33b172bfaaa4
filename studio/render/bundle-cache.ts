import {existsSync} from 'node:fs';
import {readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {hashJson, sha256} from '../../data-extract/capture/canonical-json.ts';
import type {SceneHashes} from '../vite/scene-hashes-plugin.ts';

/** What a finished bundle was made of. */
interface BundleRecord {
  hashes: SceneHashes;
  /** SHA-256 by absolute path of every file that went in, packages left out. */
  files: Record<string, string>;
  /** Names in the folders where a new file would matter. */
  names: Record<string, string[]>;
}

const RECORD = 'bundle.json';

/**
 * Where a bundle of these projects lies, whatever is in it.
 *
 * @param tool - Folder of the tool; its lock file stands for all packages.
 */
export async function bundleFolder(
  tool: string,
  projects: readonly string[],
): Promise<string> {
  const lock = await readFile(join(tool, 'package-lock.json'));
  const key = hashJson({projects, lock: sha256(lock)});
  return join(tool, '.cache', 'bundles', key.slice(0, 16));
}

/** The hashes of a bundle that is still what would be built now, or `null`. */
export async function readBundle(folder: string): Promise<SceneHashes | null> {
  try {
    const {hashes, files, names} = JSON.parse(
      await readFile(join(folder, RECORD), 'utf8'),
    ) as BundleRecord;
    for (const [path, hash] of Object.entries(files)) {
      if (sha256(await readFile(path)) !== hash) return null;
    }
    for (const [path, known] of Object.entries(names)) {
      if ((await readdir(path)).sort().join('\n') !== known.join('\n')) return null;
    }
    return hashes;
  } catch {
    return null;
  }
}

/**
 * Put a bundle that was built elsewhere in its place.
 *
 * @param files - What went into it.
 * @param folders - Folders where a new file would matter.
 */
export async function keepBundle(
  built: string,
  folder: string,
  hashes: SceneHashes,
  files: readonly string[],
  folders: readonly string[],
): Promise<void> {
  const record: BundleRecord = {hashes, files: {}, names: {}};
  for (const path of files) record.files[path] = sha256(await readFile(path));
  for (const path of folders) record.names[path] = (await readdir(path)).sort();
  await writeFile(join(built, RECORD), JSON.stringify(record));
  await rm(folder, {recursive: true, force: true});
  // Another process may have put the same bundle there in the meantime.
  await rename(built, folder).catch(async (error: unknown) => {
    await rm(built, {recursive: true, force: true});
    if (!existsSync(join(folder, RECORD))) throw error;
  });
}
