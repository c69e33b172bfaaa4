import type {CaptureOnDisk} from '../capture/capture-folder.ts';
import type {CaptureFile} from '../capture/format.ts';
import {storedFloats, writeSafetensors} from '../capture/safetensors.ts';
import type {StoredTensor} from '../capture/safetensors.ts';
import type {NamedTensor} from '../probes/probe.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';

/** A capture with its tensors by their names. */
export interface MadeCapture {
  capture: CaptureFile;
  tensors: ReadonlyMap<string, StoredTensor>;
  /** Why it did not run on a device that comes first, or `null`. */
  fellBack: string | null;
}

/** Tensors as they are kept, with their index. */
export function storeTensors(
  all: readonly NamedTensor[],
  half: boolean,
): {
  tensors: Map<string, StoredTensor>;
  index: TensorInfo[];
} {
  const tensors = new Map<string, StoredTensor>();
  const index: TensorInfo[] = [];
  for (const {name, data, shape, axes} of all) {
    if (tensors.has(name)) throw new Error(`two tensors are named "${name}"`);
    const stored = storedFloats(data, shape, half);
    tensors.set(name, stored);
    index.push({name, shape: [...shape], dtype: stored.dtype, axes});
  }
  return {tensors, index};
}

/** A capture as it goes into its two files. */
export const toFiles = ({capture, tensors}: MadeCapture): CaptureOnDisk => ({
  capture,
  tensors: writeSafetensors(tensors, {
    id: capture.id,
    model: capture.provenance.model.id,
  }),
});
