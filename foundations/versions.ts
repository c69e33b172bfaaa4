import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {packageFolder} from './package-folder.ts';
import {ownPackage} from './root.ts';
import {UserError} from './user-error.ts';

/**
 * Version of a package that the tool is installed with.
 *
 * @throws UserError where it is not there.
 */
export function packageVersion(name: string): string {
  const known = VERSIONS.get(name);
  if (known !== undefined) return known;
  const folder = packageFolder(name);
  if (folder === null) {
    throw new UserError(
      'package-missing',
      `The package ${name} is not installed.`,
      'Install the packages again: npm ci',
    );
  }
  const json = readFileSync(join(folder, 'package.json'), 'utf8');
  const {version} = JSON.parse(json) as {version: string};
  VERSIONS.set(name, version);
  return version;
}

/** What has been read: a list of captures asks again for each. */
const VERSIONS = new Map<string, string>();

/** Version of this project. */
export const ownVersion = (): string => ownPackage().version;

/** Versions that the values of a capture may depend on. */
export const captureVersions = (): Record<string, string> => ({
  'attention-in-motion': ownVersion(),
  'onnxruntime-node': packageVersion('onnxruntime-node'),
  '@huggingface/tokenizers': packageVersion('@huggingface/tokenizers'),
});
