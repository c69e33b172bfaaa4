import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';

import {sha256} from '../../foundations/canonical-json.ts';
import {typeScriptArgs} from '../../foundations/type-script-args.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {ListingsDeclaration} from '../declare/text-declaration.ts';
import {listingInputs} from '../freshness/listing-inputs.ts';
import {declarationError} from './kind.ts';
import type {TextKind} from './kind.ts';
import {whatFailed} from './what-failed.ts';

const run = promisify(execFile);

/** Programs of a lesson: they are run with a model, and what they print is kept. */
export const openListings: TextKind<ListingsDeclaration> = async (
  {role, files},
  context,
) => {
  const {course, root} = context;
  const inputs = await listingInputs(role, course, root);
  if (!inputs) {
    throw declarationError(
      context,
      'role',
      `no model that has been looked up plays "${role}"`,
      'Add it to roles in course.config.ts; a model of the hub is looked up by the first capture that asks for it.',
    );
  }
  const codes = await Promise.all(
    files.map(path =>
      readFile(join(root, path), 'utf8').catch(() => {
        const remedy = 'Correct the path; it is relative to the repository.';
        throw declarationError(context, 'files', `there is no ${path}`, remedy);
      }),
    ),
  );
  const {argument, model} = inputs;
  const {id, revision, branch} = model;
  return {
    inputs: {
      role,
      model: {
        id,
        revision,
        dModel: 0,
        vocab: 0,
        ...(branch === null ? {} : {branch}),
        files: model.files.map(file => ({...file, sha256: file.sha256 ?? ''})),
      },
      dtype: 'printed',
    },
    async make() {
      const programs = [];
      for (const [i, path] of files.entries()) {
        const printed = await outputOf(path, argument, root);
        programs.push({path, sha256: sha256(codes[i]), code: codes[i], printed});
      }
      return {
        text: files.join(', '),
        result: {kind: 'listings', programs},
        tensors: [],
        checks: [],
      };
    },
  };
};

/**
 * Run a program.
 *
 * @throws UserError with the end of what it said where it fails, or prints nothing.
 */
async function outputOf(path: string, argument: string, root: string): Promise<string> {
  const {stdout} = await run(
    process.execPath,
    [...typeScriptArgs(), join(root, path), argument],
    {cwd: root},
  ).catch((error: unknown) => {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw listingError(path, argument, `failed: ${whatFailed(said)}`);
  });
  if (stdout.trim() !== '') return stdout.trimEnd();
  throw listingError(path, argument, 'printed nothing');
}

const listingError = (path: string, argument: string, problem: string): UserError =>
  new UserError(
    'listing',
    `${path} ${problem}`,
    `Run it by itself: node --import tsx ${path} ${argument}`,
  );
