import {readdir, readFile, rename, rm, rmdir, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

import {sha256} from '../../../foundations/canonical-json.ts';
import {isAlive} from '../../../foundations/files/is-alive.ts';
import {partialName, readPartialName} from '../../../foundations/files/partial-name.ts';
import {FORMATS} from '../options/formats.ts';
import type {FormatName} from '../options/formats.ts';

/** Files of a finished video, relative to where renders are relative to. */
export interface VideoFiles {
  /** The video; a sequence of pictures is a folder. */
  file: string;
  /** `null` for a video that has no captions. */
  captions: string | null;
  manifest: string;
}

/**
 * Where the files of a video lie.
 *
 * @param base - Path without ending.
 */
export function videoFiles(
  base: string,
  format: FormatName,
  hasCaptions: boolean,
): VideoFiles {
  return {
    file: `${base}${FORMATS[format].ending}`,
    captions: hasCaptions ? `${base}.vtt` : null,
    manifest: format === 'mp4' ? `${base}.json` : `${base}.${format}.json`,
  };
}

/** A numbered picture of a sequence. */
export const PICTURE = /^\d{6,}\.png$/;

/**
 * Put whole files, or folders of pictures, in place of what was there. Of a folder that
 * was there, only pictures go: where it holds anything else, it stays.
 */
export async function putInPlace(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const facts = await stat(path).catch(() => null);
    if (facts?.isDirectory()) await removePictures(path);
    await rename(partialName(path), path);
  }
}

async function removePictures(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (PICTURE.test(name)) await rm(join(folder, name), {force: true});
  }
  await rmdir(folder);
}

/** Remove what is not whole of files that this process has written. */
export async function removePartials(paths: readonly string[]): Promise<void> {
  for (const path of paths) await removePartial(partialName(path));
}

/** Remove what processes that have died left unfinished beside a file. */
export async function removeLeftOvers(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    const partial = readPartialName(name);
    if (!partial || isAlive(partial.pid)) continue;
    if (partial.of === basename(path) || partial.of.startsWith(`${basename(path)}.`))
      await removePartial(join(dirname(path), name));
  }
}

async function removePartial(path: string): Promise<void> {
  const facts = await stat(path).catch(() => null);
  if (facts?.isDirectory()) await removePictures(path);
  else await rm(path, {force: true});
}

/**
 * A hash by which a video is known again: over its bytes, or over the names and sizes of
 * a folder's pictures. `null` where it is not there.
 */
export async function fingerprint(path: string): Promise<string | null> {
  try {
    if ((await stat(path)).isFile()) return sha256(await readFile(path));
    const names = (await readdir(path)).sort();
    const sizes = await Promise.all(
      names.map(async name => (await stat(join(path, name))).size),
    );
    return sha256(names.map((name, i) => `${name} ${sizes[i]}\n`).join(''));
  } catch {
    return null;
  }
}

/** Bytes of a video, pictures of a folder summed up. */
export async function bytesOf(path: string): Promise<number> {
  const facts = await stat(path);
  if (facts.isFile()) return facts.size;
  const names = await readdir(path);
  const sizes = await Promise.all(names.map(name => stat(join(path, name))));
  return sizes.reduce((sum, {size}) => sum + size, 0);
}
