import {mkdir, rename, writeFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';

import {fileError} from '../file-error.ts';
import {ROOT} from '../root.ts';

/** The bytes of a data URL. */
export const bytesOf = (url: string): Buffer =>
  Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');

/**
 * Save a picture.
 *
 * @param file - Where, relative to the repository.
 * @throws UserError where the file cannot be written.
 */
export async function savePicture(file: string, bytes: Buffer | string): Promise<void> {
  const path = resolve(ROOT, file);
  try {
    await mkdir(dirname(path), {recursive: true});
    await writeFile(`${path}.partial`, bytes);
    await rename(`${path}.partial`, path);
  } catch (error) {
    throw fileError(error) ?? error;
  }
}
