import type {CaptureFile} from '../../data-extract/capture/format.ts';
import {readSafetensors} from '../../data-extract/capture/safetensors.ts';
import {bytesOf, sourceOf} from '../captured/open-capture.ts';
import type {CaptureFiles} from '../captured/open-capture.ts';
import {Tensor} from '../captured/tensor.ts';
import type {Source} from '../captured/tensor.ts';

/** Everything that is in a capture, by name. */
export interface OpenValues {
  capture: CaptureFile;
  source: Source;
  tensor(name: string, part?: Partial<Source>): Tensor;
}

/** Open a capture whose declaration the gallery does not look at. */
export function openValues({capture, tensors}: CaptureFiles): OpenValues {
  const source = sourceOf(capture);
  const stored = readSafetensors(bytesOf(tensors));
  return {
    capture,
    source,
    tensor(name, part) {
      const info = capture.tensors.find(entry => entry.name === name);
      const found = stored.get(name);
      if (!info || !(found?.data instanceof Float32Array)) {
        throw new Error(`Capture ${capture.id} has no float tensor "${name}".`);
      }
      return new Tensor(found.data, info.shape, info.axes, {...source, ...part});
    },
  };
}
