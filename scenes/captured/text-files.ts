import type {
  CapturedToken,
  CaptureFile,
  TextResult,
} from '../../data-extract/capture/format.ts';
import {readSafetensors} from '../../data-extract/capture/safetensors.ts';
import {bytesOf, sourceOf} from './open-capture.ts';
import type {CaptureFiles} from './open-capture.ts';
import {Tensor} from './tensor.ts';
import type {Source} from './tensor.ts';

/** A capture of a text, opened: its results by kind, and its tensors by name. */
export interface TextFiles<K extends TextResult['kind']> {
  capture: CaptureFile;
  result: TextResult & {kind: K};
  tokens: readonly CapturedToken[];
  source: Source;
  /** Values by name; `part` overrides what the stamp says, e.g. the tokenizer. */
  tensor(name: string, part?: Partial<Source>): Tensor;
}

/**
 * Open a capture of a text.
 *
 * @throws Where the capture is of another kind than its declaration.
 */
export function openText<K extends TextResult['kind']>(
  kind: K,
  {capture, tensors}: CaptureFiles,
): TextFiles<K> {
  const result = capture.results.text;
  if (result?.kind !== kind) {
    throw new Error(`Capture ${capture.id} is no ${kind}; extract it again.`);
  }
  const source = sourceOf(capture);
  const stored = readSafetensors(bytesOf(tensors));
  return {
    capture,
    result: result as TextResult & {kind: K},
    tokens: capture.tokens,
    source,
    tensor(name, part) {
      const info = capture.tensors.find(entry => entry.name === name);
      const found = stored.get(name);
      if (!info || !(found?.data instanceof Float32Array)) {
        throw new Error(`Capture ${capture.id} has no tensor "${name}".`);
      }
      return new Tensor(found.data, info.shape, info.axes, {...source, ...part});
    },
  };
}
