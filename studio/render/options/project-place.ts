import {existsSync, readFileSync, statSync} from 'node:fs';
import {basename, dirname, join, parse, resolve, sep} from 'node:path';

import {UserError} from '../../../foundations/user-error.ts';

/** A Motion Canvas project that knows nothing of us. */
export interface ProjectPlace {
  /** Absolute path of its `project.ts`. */
  file: string;
  /** The folder of its package, which absolute addresses and `public` belong to. */
  root: string;
}

/** Files that lie in the folder of a package. */
const MARKS = [
  'package.json',
  ...['ts', 'js', 'mts', 'mjs'].map(e => `vite.config.${e}`),
];

/**
 * The project that `--project` names, and the folder of its package.
 *
 * @param path - As it was given, relative to `folder`.
 * @throws UserError where there is none.
 */
export function projectPlace(path: string, folder: string): ProjectPlace {
  const whole = resolve(folder, path);
  const file = sep === '\\' ? whole.replaceAll('\\', '/') : whole;
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new UserError(
      'project-missing',
      `--project ${path}: there is no such file.`,
      'Give the path of a project.ts, e.g. --project ../animations/src/project.ts.',
    );
  }
  let root = dirname(file);
  while (!MARKS.some(name => existsSync(join(root, name)))) {
    // Nothing says where the package begins: the project's own folder is all of it.
    if (root === parse(root).root) return {file, root: dirname(file)};
    root = dirname(root);
  }
  return {file, root};
}

/**
 * What a project is called where it does not say so itself: by its file, else by its
 * package, else by its folder.
 */
export function nameOfProject({file, root}: ProjectPlace): string {
  const own = basename(file).replace(/\.[cm]?[jt]sx?$/, '');
  if (own !== 'project') return own;
  try {
    const {name} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      name?: unknown;
    };
    if (typeof name === 'string') return basename(name);
  } catch {
    // A package without a readable package.json goes by its folder.
  }
  return basename(basename(root) === 'src' ? dirname(root) : root);
}
