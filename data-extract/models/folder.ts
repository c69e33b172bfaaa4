import {existsSync, statSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {basename, dirname, join, posix, resolve} from 'node:path';

import {withoutMark} from '../../foundations/byte-order-mark.ts';
import {isInside} from '../../foundations/files/is-inside.ts';
import {UserError} from '../../foundations/user-error.ts';
import {externalNames} from '../graph/external-names.ts';
import {requireNoPointer} from './lfs-pointer.ts';
import type {ModelFile} from './model-file.ts';
import type {ResolvedModel} from './resolved-model.ts';

/** Names of files that hold weights beside a graph, e.g. `model.onnx_data_1`. */
const WEIGHTS = /\.onnx(?:_data(?:_\d+)?|\.data)$|\.data$/;

/**
 * A model in a folder in Hugging Face layout, or a single .onnx file.
 *
 * @param path - Relative to `root`, or absolute.
 * @throws UserError where there is no model.
 */
export async function resolveFolder(path: string, root: string): Promise<ResolvedModel> {
  const place = resolve(root, path);
  if (!existsSync(place)) {
    throw new UserError(
      'model-missing',
      `There is no model ${path}.`,
      'Give a folder with onnx/model.onnx, an .onnx file, or a hub repository.',
    );
  }
  return statSync(place).isDirectory()
    ? wholeFolder(place, path)
    : singleFile(place, path);
}

async function wholeFolder(folder: string, name: string): Promise<ResolvedModel> {
  const inner = existsSync(join(folder, 'onnx')) ? 'onnx/' : '';
  const names = (await readdir(join(folder, inner))).sort();
  const graphs = names.filter(file => file.endsWith('.onnx'));
  if (graphs.length === 0) {
    throw new UserError(
      'model-missing',
      `${name} has no .onnx file.`,
      'A model folder has config.json, tokenizer.json and onnx/model.onnx.',
    );
  }
  return describe(
    folder,
    basename(folder),
    name,
    graphs.map(file => `${inner}${file}`),
    names.filter(isWeights(join(folder, inner))).map(file => `${inner}${file}`),
  );
}

/** Whether a name is that of a file with weights. */
const isWeights =
  (folder: string) =>
  (name: string): boolean =>
    WEIGHTS.test(name) && isFile(join(folder, name));

const isFile = (path: string): boolean =>
  statSync(path, {throwIfNoEntry: false})?.isFile() === true;

/**
 * The folder of a file's tokenizer is its own, or the one above where that has it; of a
 * model without tokenizer, its configuration tells.
 */
async function singleFile(file: string, name: string): Promise<ResolvedModel> {
  if (!file.endsWith('.onnx')) {
    throw new UserError(
      'model-missing',
      `${name} is neither a folder nor an .onnx file.`,
      'Export the model to ONNX, and give the file or its folder.',
    );
  }
  const own = dirname(file);
  const above = dirname(own);
  const isAbove = (name: string): boolean =>
    !existsSync(join(own, name)) && existsSync(join(above, name));
  // Above any other folder lies what may be of another model.
  const isInner = basename(own) === 'onnx' && isAbove('config.json');
  const hasOwn = existsSync(join(own, 'tokenizer.json'));
  const folder = isAbove('tokenizer.json') || (isInner && !hasOwn) ? above : own;
  const inner = folder === own ? '' : `${basename(own)}/`;
  const names = (await readdir(own)).sort();
  return describe(
    folder,
    basename(file, '.onnx'),
    name,
    [`${inner}${basename(file)}`],
    names.filter(isWeights(own)).map(entry => `${inner}${entry}`),
  );
}

async function describe(
  folder: string,
  id: string,
  name: string,
  graphs: readonly string[],
  weights: readonly string[],
): Promise<ResolvedModel> {
  const fileOf = (path: string): ModelFile => {
    const absolute = join(folder, path);
    return {path, absolute, bytes: statSync(absolute).size};
  };
  return {
    id,
    revision: null,
    branch: null,
    folder,
    config: await readConfig(folder, name),
    graphs: graphs.map(path => ({path, absolute: join(folder, path)})),
    files: [
      ...[...graphs, ...weights].map(fileOf),
      ...graphs.flatMap(graph => namedByGraph(folder, graph, weights, fileOf)),
    ],
  };
}

/** Weights under names that do not tell whose they are, e.g. `weights.bin`. */
function namedByGraph(
  folder: string,
  graph: string,
  known: readonly string[],
  fileOf: (path: string) => ModelFile,
): ModelFile[] {
  return externalNames(join(folder, graph)).flatMap(name => {
    const path = posix.join(posix.dirname(graph), name);
    // What leads elsewhere or is not there is refused by name when the graph is opened.
    const isThere = isInside(name) && !known.includes(path) && isFile(join(folder, path));
    return isThere ? [{...fileOf(path), of: graph}] : [];
  });
}

async function readConfig(
  folder: string,
  name: string,
): Promise<Record<string, unknown> | null> {
  const file = join(folder, 'config.json');
  if (!existsSync(file)) return null;
  requireNoPointer(file);
  try {
    const value: unknown = JSON.parse(withoutMark(await readFile(file, 'utf8')));
    if (typeof value === 'object' && value !== null)
      return value as Record<string, unknown>;
  } catch {
    // Reported below, like any other value that is no object.
  }
  throw new UserError(
    'model-config',
    `${name}/config.json is no JSON object.`,
    'Restore the file.',
  );
}
