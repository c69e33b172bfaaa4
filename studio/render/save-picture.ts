import {mkdir, rename, writeFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';

import {fileError} from '../file-error.ts';
import {ROOT} from '../root.ts';

/**
 * Save a picture that a page gives as a data URL.
 *
 * @param file - Where, relative to the repository.
 * @throws UserError where the file cannot be written.
 */
export async function savePicture(file: string, url: string): Promise<void> {
  const path = resolve(ROOT, file);
  try {
    await mkdir(dirname(path), {recursive: true});
    const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
    await writeFile(`${path}.partial`, bytes);
    await rename(`${path}.partial`, path);
  } catch (error) {
    throw fileError(error) ?? error;
  }
}
