import type {CaptureFile, TextResult} from '../../data-extract/capture/format.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import {openFiles} from './reader.ts';
import type {CaptureFiles} from './reader.ts';
import type {Source, Tensor} from './tensor.ts';

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
  files: CaptureFiles,
): TextFiles<K> {
  const {capture, source, tensor} = openFiles(files);
  const result = capture.results.text;
  if (result?.kind !== kind) {
    throw new Error(`Capture ${capture.id} is no ${kind}; extract it again.`);
  }
  return {
    capture,
    result: result as TextResult & {kind: K},
    tokens: capture.tokens,
    source,
    tensor,
  };
}

/**
 * A file that a capture was made of, as a source.
 *
 * @throws Where the capture does not name it.
 */
export function sourceOfFile({id, provenance}: CaptureFile, path: string): Source {
  const file = provenance.model.files.find(entry => entry.path === path);
  if (!file) throw new Error(`Capture ${id} does not name ${path}; extract it again.`);
  const model = path.split('/').at(-1) ?? path;
  return {model, revision: file.sha256.slice(0, 7), dtype: ''};
}
