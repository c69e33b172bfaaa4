import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from '../../scenes/captured/reader.ts';
import {ROOT} from '../../foundations/root.ts';

/**
 * The capture of a scene as its `*.captured` module holds it.
 *
 * @param captures - Folder of all captures; default that of the course.
 */
export async function capturedFiles(
  id: string,
  captures = join(ROOT, 'assets/captures'),
): Promise<CaptureFiles> {
  const folder = join(captures, id);
  const capture = JSON.parse(
    await readFile(join(folder, 'capture.json'), 'utf8'),
  ) as CaptureFile;
  const tensors = await readFile(join(folder, 'tensors.safetensors'), 'base64');
  return {capture, tensors};
}
