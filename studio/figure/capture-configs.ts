import {relative} from 'node:path';

import type {CaptureOnDisk} from '../../data-extract/capture/capture-folder.ts';
import type {CaptureFile, SizedModel} from '../../data-extract/capture/format.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {openText} from '../../data-extract/text-capture/extract-text.ts';
import {courseHere} from '../../foundations/course-root.ts';
import {UserError} from '../../foundations/user-error.ts';
import {flagError} from '../command-line/flag-values.ts';
import {CONFIG_FILE, configOf} from './config-of.ts';
import type {PlacedConfig} from './config-of.ts';

/**
 * What the configurations of some models come to: parameters, and bytes of the cache.
 *
 * @param models - Roles of the course, known models, folders, configurations, or
 * repositories of the hub.
 * @param folder - Relative paths start here.
 * @param root - The course, which remembers what was fetched.
 * @throws UserError for one that is none, is named twice, or is a pair of two stacks.
 */
export async function captureConfigs(
  models: readonly string[],
  course: Course,
  folder: string,
  root = courseHere() ?? folder,
): Promise<CaptureOnDisk> {
  const configs: PlacedConfig[] = [];
  for (const name of models) configs.push(await configOf(name, course, root, folder));
  const paths = configs.map(({file}) => relative(root, file));
  const twice = models.find((_, i) => paths.indexOf(paths[i]) < i);
  if (twice !== undefined)
    throw flagError(`--model ${twice} is given twice.`, 'Give each model once.');
  const make = await openText(
    {
      kind: 'model-sizes',
      models: Object.fromEntries(paths.map((path, i) => [`${i}`, path])),
    },
    {id: 'figures/cache', course, root},
  );
  const {capture, tensors} = await make();
  const made = {capture: named(capture, new Map(zip(paths, configs))), tensors};
  const {text} = made.capture.results;
  for (const one of text?.kind === 'model-sizes' ? text.models : []) requireCache(one);
  return made;
}

/** @throws UserError for a model whose cache is not worked out, or that has none. */
function requireCache({label, sizes, architecture}: SizedModel): void {
  if (sizes === null) {
    throw new UserError(
      'config',
      `${label} is a pair of an encoder and a decoder, whose cache is not worked out.`,
      'Give models of one stack.',
    );
  }
  if (architecture.head === 'vocabulary') return;
  throw new UserError(
    'config',
    `${label} keeps no cache: it reads all of a text at once, and writes none.`,
    'Give models that write.',
  );
}

/**
 * A capture in which configurations of the hub go by the names that they have there, and
 * not by their places in the cache of this machine. Pure.
 */
function named(
  capture: CaptureFile,
  configs: ReadonlyMap<string, PlacedConfig>,
): CaptureFile {
  const {provenance, results} = capture;
  const pathOf = (path: string): string => {
    const hub = configs.get(path)?.hub;
    return hub ? `${hub.id}@${hub.commit}/${CONFIG_FILE}` : path;
  };
  const {text} = results;
  if (text?.kind !== 'model-sizes') return capture;
  const {model} = provenance;
  const files = model.files.map(file => ({...file, path: pathOf(file.path)}));
  const models = text.models.map(one => {
    const hub = configs.get(one.path)?.hub;
    if (!hub) return one;
    const source = {...one.source, model: hub.id};
    return {...one, path: pathOf(one.path), label: hub.id, source};
  });
  return {
    ...capture,
    text: models.map(({label}) => label).join(', '),
    provenance: {...provenance, model: {...model, files}},
    results: {...results, text: {...text, models}},
  };
}

const zip = <A, B>(left: readonly A[], right: readonly B[]): [A, B][] =>
  left.map((one, i) => [one, right[i]]);
