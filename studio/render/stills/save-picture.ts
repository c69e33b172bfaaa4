import {readFile} from 'node:fs/promises';

import {requireOwn} from '../../../foundations/files/own.ts';
import {replaceFile} from '../../../foundations/files/replace-file.ts';
import {hasMark, withMark} from './picture-mark.ts';

/** The bytes of a data URL. */
export const bytesOf = (url: string): Buffer =>
  Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');

/**
 * Save a picture, in place of one of ours where there is one.
 *
 * @param path - Where; absolute.
 * @throws UserError where the file cannot be written, or where another one is.
 */
export async function savePicture(path: string, picture: Buffer | string): Promise<void> {
  await requireOwn(path, isOwnPicture);
  await replaceFile(path, await withMark(path, picture));
}

/** Whether a file is a picture that this project has saved. */
export const isOwnPicture = async (path: string): Promise<boolean> =>
  hasMark(await readFile(path));
