import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/**
 * Absolute path of the folder that holds the tool's own code, with forward slashes on every
 * platform: the repository, or in the package the folder of what was built from it. What
 * belongs to a course lies elsewhere, see `course-root.ts`.
 */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');

/** Whether the tool runs from its sources, as in its repository. */
export const IS_SOURCE = existsSync(join(ROOT, 'foundations/root.ts'));

/**
 * Absolute path of a module of the tool: in the package it has been built.
 *
 * @param source - Its source, relative to {@link ROOT}.
 */
export const toolFile = (source: string): string =>
  join(ROOT, IS_SOURCE ? source : source.replace(/\.tsx?$/, '.js')).replaceAll('\\', '/');

/** What `package.json` of the tool says. */
export interface OwnPackage {
  version: string;
  engines: {node: string};
  dependencies: Readonly<Record<string, string>>;
  devDependencies: Readonly<Record<string, string>>;
  /** What others import, by its path in the package and the condition. */
  exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** Absolute path of the folder of the tool's package. */
export const PACKAGE_FOLDER = existsSync(join(ROOT, 'package.json'))
  ? ROOT
  : dirname(ROOT);

let known: OwnPackage | null = null;

/** The tool's `package.json`; it is read once. */
export const ownPackage = (): OwnPackage =>
  (known ??= JSON.parse(
    readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8'),
  ) as OwnPackage);
