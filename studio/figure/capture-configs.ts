import {existsSync} from 'node:fs';
import {readdir, stat} from 'node:fs/promises';
import {basename, extname, join, relative, resolve} from 'node:path';

import type {CaptureOnDisk} from '../../data-extract/capture/capture-folder.ts';
import type {SizedModel} from '../../data-extract/capture/format.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {openText} from '../../data-extract/text-capture/extract-text.ts';
import {didYouMean} from '../../foundations/did-you-mean.ts';
import {courseHere} from '../../foundations/course-root.ts';
import {ROOT} from '../../foundations/root.ts';
import {UserError} from '../../foundations/user-error.ts';
import {flagError} from '../command-line/flag-values.ts';

/** Configurations that come with the tool. */
const KNOWN = join(ROOT, 'assets/configs');
const FILE = 'config.json';

/**
 * What the configurations of some models come to: parameters, and bytes of the cache.
 *
 * @param models - Roles of the course, known models, folders or configurations.
 * @param folder - Relative paths start here.
 * @throws UserError for one that is none, is named twice, or is a pair of two stacks.
 */
export async function captureConfigs(
  models: readonly string[],
  course: Course,
  folder: string,
): Promise<CaptureOnDisk> {
  const root = courseHere() ?? folder;
  const paths = await Promise.all(
    models.map(async name => relative(root, await fileOf(name, course, root, folder))),
  );
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
  const made = await make();
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

/** Absolute path of a configuration. */
async function fileOf(
  name: string,
  {roles}: Course,
  root: string,
  folder: string,
): Promise<string> {
  const role: unknown = Object.hasOwn(roles, name)
    ? roles[name as keyof typeof roles]
    : {};
  if (typeof role === 'object' && role !== null && 'path' in role)
    return configIn(join(root, String(role.path)), name);
  const given = resolve(folder, name);
  if (existsSync(given)) return configIn(given, name);
  const known = (await readdir(KNOWN))
    .filter(file => extname(file) === '.json')
    .map(file => basename(file, '.json'));
  if (known.includes(name)) return join(KNOWN, `${name}.json`);
  throw new UserError(
    'model-missing',
    `--model ${name}: there is no such configuration.${didYouMean(name, known)}`,
    `Give the ${FILE} of a model, its folder, a role of the course, or one of: ${known.join(', ')}.`,
  );
}

async function configIn(place: string, name: string): Promise<string> {
  const found = await stat(place);
  const file = found.isDirectory() ? join(place, FILE) : place;
  if (existsSync(file) && extname(file) === '.json') return file;
  throw new UserError(
    'model-missing',
    `--model ${name} has no ${FILE}, which says how large its cache gets.`,
    `Give a ${FILE}, or a folder with one.`,
  );
}
