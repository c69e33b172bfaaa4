import {readFile} from 'node:fs/promises';

import {readSafetensors} from '../../data-extract/capture/safetensors.ts';
import type {CaptureFile} from '../../data-extract/capture/format.ts';
import {Tensor} from '../../scenes/captured/tensor.ts';

/** A capture of the gallery as tests read it. */
export async function capturedValues(
  name: string,
): Promise<{capture: CaptureFile; tensor(name: string): Tensor}> {
  const folder = new URL(`../../assets/captures/gallery/${name}/`, import.meta.url);
  const capture = JSON.parse(
    await readFile(new URL('capture.json', folder), 'utf8'),
  ) as CaptureFile;
  const stored = readSafetensors(await readFile(new URL('tensors.safetensors', folder)));
  return {
    capture,
    tensor(wanted) {
      const info = capture.tensors.find(entry => entry.name === wanted);
      const found = stored.get(wanted);
      if (!info || !(found?.data instanceof Float32Array)) throw new Error(wanted);
      const source = {model: null, revision: '', dtype: ''};
      return new Tensor(found.data, info.shape, info.axes, source);
    },
  };
}
