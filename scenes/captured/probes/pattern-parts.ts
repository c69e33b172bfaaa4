import type {PatternPartsResult} from '../../../data-extract/capture/format.ts';
import {inStacks, resultOf} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** Parts of the patterns of a long text. */
export interface CapturedPatternParts {
  /** Positions of the queries whose rows are there. */
  queries: readonly number[];
  /** What is known of each layer that was captured. */
  facts(layer: number): PatternPartsResult['layers'][number];
  /** These rows of one head, `[query, key]`. */
  rows(layer: number, head: number, module?: 'attn' | 'cross_attn'): Tensor;
  /**
   * What a block of keys has together, averaged over a block of queries, of all heads,
   * `[head, query_block, key_block]`.
   */
  blocks(layer: number, module?: 'attn' | 'cross_attn'): Tensor;
}

export const openPatternParts = (reader: CaptureReader): InStacks<CapturedPatternParts> =>
  inStacks(reader, own => {
    const {rows, layers} = resultOf(own, 'patternParts');
    return {
      queries: rows,
      facts(layer) {
        const found = layers.find(one => one.layer === layer);
        if (!found) throw new RangeError(`layer ${layer} was not captured`);
        return found;
      },
      rows: (layer, head, module = 'attn') =>
        own.block(layer, `${module}.hook_pattern_rows`).at(head),
      blocks: (layer, module = 'attn') =>
        own.block(layer, `${module}.hook_pattern_blocks`),
    };
  });
