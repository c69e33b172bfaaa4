import {realpathSync, statSync} from 'node:fs';
import {dirname, join, relative, sep} from 'node:path';

import {isInside} from '../../foundations/files/is-inside.ts';
import {UserError} from '../../foundations/user-error.ts';
import {BYTES, sizeOf} from './onnx.ts';
import type {OnnxGraph, OnnxTensor} from './onnx.ts';

/** The files that hold a model's weights. */
export interface WeightFiles {
  /** A folder that all of them lie in; symbolic links are resolved. */
  folder: string;
  /** The model file, relative to the folder. */
  own: string;
  /** An external file, relative to the folder, by the name that the model gives it. */
  external: ReadonlyMap<string, string>;
}

/**
 * Find the files that a model's weights lie in.
 *
 * @param path - The model file.
 * @param graph - Its graph.
 * @throws UserError where a name leads out of the model's folder, a file is missing, or a
 * weight does not lie within its file.
 */
export function findWeightFiles(path: string, graph: OnnxGraph): WeightFiles {
  const real = realpathSync(path);
  const roots = [dirname(real), realpathSync(dirname(path))];
  const found = new Map<string, string>();
  for (const tensor of graph.initializers.values()) {
    const {external} = tensor;
    if (!external) continue;
    let file = found.get(external.location);
    if (file === undefined) {
      file = resolveLocation(path, external.location, roots);
      found.set(external.location, file);
    }
    checkRange(path, tensor, file);
  }
  const folder = commonFolder([real, ...found.values()].map(file => dirname(file)));
  const name = (file: string): string => relative(folder, file).split(sep).join('/');
  return {
    folder,
    own: name(real),
    external: new Map([...found].map(([location, file]) => [location, name(file)])),
  };
}

function resolveLocation(
  path: string,
  location: string,
  roots: readonly string[],
): string {
  if (!isInside(location)) throw unsafe(path, location);
  let real: string;
  try {
    real = realpathSync(join(dirname(path), location));
    if (!statSync(real).isFile()) throw new Error('no file');
  } catch {
    throw new UserError(
      'model-file-missing',
      `${path} keeps weights in ${location}, which is not beside it.`,
      'Download or copy that file too.',
    );
  }
  if (!roots.some(root => real.startsWith(root + sep))) {
    throw new UserError(
      'model-unsafe',
      `${path} keeps weights in ${JSON.stringify(location)}, a link that leads out of its folder.`,
      'Where the link is your own, put the file itself there, or a link to the model beside the weights.',
    );
  }
  return real;
}

const unsafe = (path: string, location: string): UserError =>
  new UserError(
    'model-unsafe',
    `${path} keeps weights in ${JSON.stringify(location)}, outside its own folder.`,
    'Do not use this model, unless you know who made it and why.',
  );

function checkRange(
  path: string,
  {name, external, dims, dataType}: OnnxTensor,
  file: string,
): void {
  if (!external) return;
  const {offset, length} = external;
  const bytes = length ?? sizeOf({dims}) * (BYTES[dataType] ?? 0);
  const isRange = [offset, bytes].every(
    value => Number.isSafeInteger(value) && value >= 0,
  );
  if (isRange && offset + bytes <= statSync(file).size) return;
  throw new UserError(
    'model-invalid',
    `${path}: weight "${name}" does not lie within ${external.location}.`,
    'Download or export the model again.',
  );
}

function commonFolder(folders: readonly string[]): string {
  const [first, ...rest] = folders;
  let common = first;
  for (const folder of rest) {
    while (
      folder !== common &&
      !folder.startsWith(common.endsWith(sep) ? common : common + sep)
    ) {
      common = dirname(common);
    }
  }
  return common;
}
