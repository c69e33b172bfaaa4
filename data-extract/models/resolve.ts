import {createHash} from 'node:crypto';
import {createReadStream, existsSync, statSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import {pipeline} from 'node:stream/promises';

import type {ModelSource} from '../roles.ts';
import {UserError} from '../user-error.ts';

/** A model on this machine. */
export interface ResolvedModel {
  /** Folder name, or `org/name`. */
  id: string;
  /** Commit of a hub model, `null` for a folder. */
  revision: string | null;
  folder: string;
  /** `config.json`, or `null` where there is none. */
  config: Record<string, unknown> | null;
  /** The graphs, by path relative to the folder. */
  graphs: {path: string; absolute: string}[];
  files: {path: string; bytes: number; sha256: string}[];
}

/**
 * Find the model that plays a role.
 *
 * @param source - Where the course says that it is.
 * @param root - The repository; paths are relative to it.
 * @throws UserError where it is not there or lacks a file.
 */
export async function resolveModel(source: ModelSource, root: string): Promise<ResolvedModel> {
  if ('hub' in source) {
    throw new UserError(
      'hub',
      `Model ${source.hub}@${source.revision} is on the hub; this version reads folders only.`,
      'Download the repository and give its folder as {path: "..."}.',
    );
  }
  const folder = resolve(root, source.path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UserError(
      'model-missing',
      `There is no model folder ${source.path}.`,
      'Correct the path of the role in course.config.ts.',
    );
  }
  const onnx = existsSync(join(folder, 'onnx')) ? 'onnx/' : '';
  const paths = (await readdir(join(folder, onnx)))
    .filter(name => name.endsWith('.onnx'))
    .sort()
    .map(name => `${onnx}${name}`);
  if (paths.length === 0) {
    throw new UserError(
      'model-missing',
      `${source.path} has no .onnx file.`,
      'A model folder has config.json, tokenizer.json and onnx/model.onnx.',
    );
  }
  return {
    id: basename(folder),
    revision: null,
    folder,
    config: await readConfig(folder, source.path),
    graphs: paths.map(path => ({path, absolute: join(folder, path)})),
    files: await Promise.all(paths.map(path => describeFile(folder, path))),
  };
}

async function readConfig(folder: string, name: string): Promise<Record<string, unknown> | null> {
  const file = join(folder, 'config.json');
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  } catch {
    throw new UserError('model-config', `${name}/config.json is no JSON.`, 'Restore the file.');
  }
}

async function describeFile(
  folder: string,
  path: string,
): Promise<{path: string; bytes: number; sha256: string}> {
  const absolute = join(folder, path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(absolute), hash);
  return {path, bytes: statSync(absolute).size, sha256: hash.digest('hex')};
}
