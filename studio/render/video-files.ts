import {mkdir, readdir, readFile, rename, rm, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

import {sha256} from '../../data-extract/capture/canonical-json.ts';
import {isAlive} from '../is-alive.ts';
import {FORMATS} from './formats.ts';
import type {FormatName} from './formats.ts';

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

/** A name beside a file that no other process uses, for while it is not whole. */
export const partialName = (path: string): string =>
  join(dirname(path), `.${process.pid}.${basename(path)}`);

/** Put whole files, or folders, in place of what was there. */
export async function putInPlace(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const facts = await stat(path).catch(() => null);
    if (facts?.isDirectory()) await rm(path, {recursive: true});
    await rename(partialName(path), path);
  }
}

/** Remove what processes that have died left unfinished beside a file. */
export async function removeLeftOvers(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    const pid = /^\.(\d+)\./.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    if (name.startsWith(`.${pid}.${basename(path)}`))
      await rm(join(dirname(path), name), {recursive: true, force: true});
  }
}

/** Make the folder that files will lie in. */
export const makeFolderOf = (path: string): Promise<string | undefined> =>
  mkdir(dirname(path), {recursive: true});

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
