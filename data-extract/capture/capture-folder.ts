import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

import type {CaptureFile} from './format.ts';
import {openSafetensors} from './safetensors.ts';

/** A capture as its two files. */
export interface CaptureOnDisk {
  capture: CaptureFile;
  tensors: Uint8Array;
}

/** Read a capture, or `null` where the folder holds none that is whole. */
export async function readCapture(folder: string): Promise<CaptureOnDisk | null> {
  try {
    const capture = JSON.parse(
      await readFile(join(folder, 'capture.json'), 'utf8'),
    ) as CaptureFile;
    const tensors = new Uint8Array(await readFile(join(folder, 'tensors.safetensors')));
    openSafetensors(tensors);
    return {capture, tensors};
  } catch {
    return null;
  }
}

/** Write a capture under another name and put it in place when it is whole. */
export async function writeCapture(
  folder: string,
  {capture, tensors}: CaptureOnDisk,
): Promise<void> {
  const temporary = `${folder}.${process.pid}.partial`;
  const former = `${folder}.${process.pid}.former`;
  try {
    await mkdir(temporary, {recursive: true});
    await writeFile(join(temporary, 'tensors.safetensors'), tensors);
    await writeFile(
      join(temporary, 'capture.json'),
      `${JSON.stringify(capture, null, 2)}\n`,
    );
    await mkdir(dirname(folder), {recursive: true});
    await rename(folder, former).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(temporary, folder);
  } finally {
    await rm(temporary, {recursive: true, force: true});
    await rm(former, {recursive: true, force: true});
  }
}
