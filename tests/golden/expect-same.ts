import {mkdir, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';

import {PNG} from 'pngjs';

import {ROOT} from '../../foundations/root.ts';
import {comparePictures, TOLERANCE} from './compare-pictures.ts';

/** What was drawn and how it differs is left here. */
export const FOUND = `${ROOT}/.cache/golden`;

/** Two pictures of one thing. */
interface Pictures {
  /** For people, and for the files that are left. */
  name: string;
  golden: PNG;
  actual: PNG;
  /** What to do where the new one is right. */
  again: string;
}

/**
 * Expect a picture to look like its golden one. Where it does not, both are left in
 * {@link FOUND}.
 *
 * @returns Whether every byte is the same.
 */
export async function expectSame({
  name,
  golden,
  actual,
  again,
}: Pictures): Promise<boolean> {
  const difference = comparePictures(golden, actual);
  if (difference.exact) return true;
  const found = `${FOUND}/${name}`;
  await mkdir(dirname(found), {recursive: true});
  await writeFile(`${found}.actual.png`, PNG.sync.write(actual));
  if (difference.picture)
    await writeFile(`${found}.difference.png`, PNG.sync.write(difference.picture));
  const percent = `${(difference.share * 100).toFixed(3)}%`;
  if (difference.share <= TOLERANCE) {
    console.warn(`${name} differs in ${percent} of the pixels.`);
    return false;
  }
  throw new Error(
    `${name} looks different in ${percent} of the pixels; see ${found}.actual.png and ` +
      `.difference.png. ${again}`,
  );
}
