import type {CapturedToken, NextTokens} from '../../data-extract/capture/format.ts';
import {readSafetensors} from '../../data-extract/capture/safetensors.ts';
import {bytesOf, sourceOf} from './open-capture.ts';
import type {CaptureFiles} from './open-capture.ts';
import {Tensor} from './tensor.ts';
import type {Source} from './tensor.ts';

/** A text on its way into a model and out again. */
export interface CapturedRoundTrip {
  source: Source;
  text: string;
  /** With ids, bytes and spans; a special token has none of the text. */
  tokens: readonly CapturedToken[];
  /** Rows of the table of token vectors, `[position, d_model]`. */
  rows: Tensor;
  /** Rows and columns of the whole table. */
  table: {vocab: number; dModel: number};
  /** What the model would put next, best first. */
  next: NextTokens;
}

/** @param files - A capture with token embeddings and logits. */
export function openRoundTrip({capture, tensors}: CaptureFiles): CapturedRoundTrip {
  const {tokens, text, results, provenance} = capture;
  const info = capture.tensors.find(({name}) => name === 'hook_embed');
  const stored = readSafetensors(bytesOf(tensors)).get('hook_embed');
  if (!info || !(stored?.data instanceof Float32Array) || !results.logits) {
    throw new Error(
      `Capture ${capture.id} lacks embeddings or logits; extract it again.`,
    );
  }
  const source = sourceOf(capture);
  const {vocab, dModel} = provenance.model;
  return {
    source,
    text,
    tokens,
    rows: new Tensor(stored.data, info.shape, info.axes, source),
    table: {vocab, dModel},
    next: results.logits.positions[tokens.length - 1],
  };
}
