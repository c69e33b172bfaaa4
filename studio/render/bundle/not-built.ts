import {readdirSync} from 'node:fs';
import {basename, dirname} from 'node:path';

import {didYouMean} from '../../../foundations/did-you-mean.ts';
import {UserError} from '../../../foundations/user-error.ts';

/** How the bundler says that a module leads to a file that is not there. */
const NO_FILE = /Could not load (.+?) \(imported by (.+?)\): ENOENT/;

/**
 * What stands in the way of a bundle: what the bundler says, or, where a module imports a
 * file that is not there, that module, which is the one to correct.
 */
export function notBuilt(message: string): UserError {
  const [, file, importer] = NO_FILE.exec(message) ?? [];
  return file === undefined
    ? new UserError(
        'bundle',
        `The scenes could not be built: ${message}`,
        'Correct that file.',
      )
    : new UserError(
        'bundle',
        `The scenes could not be built: ${importer} imports ${file}, which is not there.${didYouMean(basename(file), neighbours(file))}`,
        `Correct the import in ${importer}.`,
      );
}

function neighbours(file: string): string[] {
  try {
    return readdirSync(dirname(file));
  } catch {
    return [];
  }
}
