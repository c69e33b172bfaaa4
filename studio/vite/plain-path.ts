import {existsSync, realpathSync} from 'node:fs';
import {symlink} from 'node:fs/promises';
import {dirname, join, parse, relative} from 'node:path';

import {sha256} from '../../foundations/canonical-json.ts';
import {makeFolder} from '../../foundations/files/make-folder.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {ProjectPlace} from '../render/options/project-place.ts';

/** The bundler takes what follows these for no part of a file's name, or for a folder. */
const SPECIAL = /[#?\\]/;

/** A project under a path that the bundler can read. */
export interface PlainPlace extends ProjectPlace {
  /** The link that leads there, and what it leads to; `null` where none is needed. */
  link: {path: string; to: string} | null;
}

/**
 * The folder of a path that the bundler cannot read: the innermost whose own name has a
 * special character. `null` where there is none. Pure.
 */
export function specialFolder(path: string): string | null {
  let folder = path;
  while (folder !== parse(folder).root) {
    if (SPECIAL.test(parse(folder).base)) return folder;
    folder = dirname(folder);
  }
  return null;
}

/**
 * A project whose folders have any names: where the bundler could not read the path, it
 * reads the project through a link of ours.
 *
 * @param folder - Where links lie.
 * @throws UserError where the name of the project's file itself is special.
 */
export async function plainPlace(
  {file, root}: ProjectPlace,
  folder: string,
): Promise<PlainPlace> {
  const to = specialFolder(file);
  if (to === null) return {file, root, link: null};
  if (to === file) throw refused(file);
  const path = join(folder, sha256(to).slice(0, 16));
  await makeFolder(folder);
  if (!existsSync(path) || realpathSync(path) !== realpathSync(to)) {
    await symlink(to, path, 'dir').catch((error: NodeJS.ErrnoException) => {
      // Another process has been faster.
      if (error.code !== 'EEXIST' || !existsSync(path)) throw error;
    });
  }
  const within = (place: string): string => join(path, relative(to, place));
  // A package that begins above the folder is then only what is in it.
  const isAbove = relative(to, root).startsWith('..');
  return {file: within(file), root: isAbove ? path : within(root), link: {path, to}};
}

/**
 * Refuse a place in which the bundler could not read the tool's own files.
 *
 * @throws UserError naming it.
 */
export function requirePlain(root: string): void {
  if (specialFolder(root) !== null) throw refused(root);
}

const refused = (path: string): UserError =>
  new UserError(
    'path',
    `${path} has a #, ? or \\ in its name, which the bundler cannot read.`,
    'Rename it, or move it into a folder without such characters.',
  );
