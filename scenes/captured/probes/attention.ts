import type {AttentionResult} from '../../../data-extract/capture/format.ts';
import {inStacks, resultOf} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** Attention of all layers and heads. */
export interface CapturedPatterns {
  /** Number of layers and heads of the model, whether captured or not. */
  layers: number;
  /** Number of heads in a layer. */
  heads: number;
  /** Softmax output of one head, `[query, key]`. */
  pattern(layer: number, head: number): Tensor;
  /** Scaled scores before mask and softmax, `[query, key]`, where they were asked for. */
  scores(layer: number, head: number): Tensor;
  /** Softmax output of all heads of a layer, `[head, query, key]`. */
  patterns(layer: number): Tensor;
}

/** Attention within a text, with what is known of each layer. */
export interface CapturedAttention extends CapturedPatterns {
  /** Scale of the scores, heads of keys and values, whether later tokens are hidden. */
  facts(layer: number): AttentionResult['layers'][number];
}

export const openAttention = (reader: CaptureReader): InStacks<CapturedAttention> =>
  inStacks(reader, own => ({
    ...openPatterns(own, 'attn'),
    facts(layer) {
      const found = resultOf(own, 'attention').layers.find(one => one.layer === layer);
      if (!found) throw new RangeError(`layer ${layer} was not captured`);
      return found;
    },
  }));

/** Attention of a decoder to an encoder. */
export const openCrossAttention = (reader: CaptureReader): CapturedPatterns =>
  openPatterns(reader, 'cross_attn');

function openPatterns(reader: CaptureReader, module: string): CapturedPatterns {
  const {layers, capture} = reader;
  const patterns = (layer: number): Tensor =>
    reader.block(layer, `${module}.hook_pattern`);
  return {
    layers,
    heads: capture.provenance.model.heads,
    patterns,
    pattern: (layer, head) => patterns(layer).at(head),
    scores: (layer, head) => reader.block(layer, `${module}.hook_attn_scores`).at(head),
  };
}
