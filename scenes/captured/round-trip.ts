import type {NextTokens} from '../../data-extract/stage/next-tokens.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import {openFiles, resultOf} from './reader.ts';
import type {CaptureFiles} from './reader.ts';
import type {Source, Tensor} from './tensor.ts';

/** A text on its way into a model and out again. */
export interface CapturedRoundTrip {
  /** The model. */
  source: Source;
  /** The text that went in. */
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
export function openRoundTrip(files: CaptureFiles): CapturedRoundTrip {
  const reader = openFiles(files);
  const {tokens, text, provenance} = reader.capture;
  const {vocab, dModel} = provenance.model;
  return {
    source: reader.source,
    text,
    tokens,
    rows: reader.top('hook_embed'),
    table: {vocab, dModel},
    next: resultOf(reader, 'logits').positions[tokens.length - 1],
  };
}
