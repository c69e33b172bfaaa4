import type {HeadSteps} from '../../../data-extract/capture/format.ts';
import {inStacks, resultOf} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import {Tensor} from '../tensor.ts';

/** A head step by step for its query: its figures, and what was asked for as tensors. */
export interface CapturedHeadSteps extends Omit<HeadSteps, 'terms'> {
  /** Products of queries and keys before the scale, `[query, key]`. */
  raw(): Tensor;
  /** The same after the scale, before the mask, `[query, key]`. */
  scaled(): Tensor;
  /** What the softmax reads, `[query, key]`. */
  masked(): Tensor;
  /** Products of the query with each key, entry by entry, `[key, d_head]`. */
  terms(): Tensor;
  /** The values by their weights, `[key, d_head]`; they sum to z. */
  weighted(): Tensor;
  /** What every head of the layer adds to the query's stream, `[head, d_model]`. */
  results(): Tensor;
  /** What this head adds, `[d_model]`. */
  result(): Tensor;
  /** What is added to the results of all heads, `[d_model]`; `null` where nothing is. */
  bias(): Tensor | null;
  /** Whether results are there: packed weights show none. */
  hasResults: boolean;
  /** What the queries are made of, `[position, d_model]`. */
  input(): Tensor;
  /** The largest products of the query with `key`, and what the others sum to. */
  largest: LargestTerms;
}

/** Products of two vectors, the largest by size first. */
export interface LargestTerms {
  /** Entries of the vectors. */
  entries: readonly number[];
  /** Of each entry: the query's number, the key's, and their product, `[entry]`. */
  query: Tensor;
  key: Tensor;
  products: Tensor;
  /** Sum of the other products. */
  others: number;
  /** Sum of all: q · k before the scale. */
  sum: number;
}

/** Heads step by step. */
export interface CapturedHeads {
  /**
   * A head by its name in the declaration.
   *
   * @throws Where it was not asked for.
   */
  of(name: string): CapturedHeadSteps;
}

export const openHeadSteps = (reader: CaptureReader): InStacks<CapturedHeads> =>
  inStacks(reader, own => ({
    of(name) {
      const found = resultOf(own, 'headSteps');
      if (!Object.hasOwn(found, name)) {
        throw new Error(`Capture ${own.capture.id} has no steps of the head "${name}".`);
      }
      return stepsOf(own, found[name]);
    },
  }));

function stepsOf(reader: CaptureReader, {terms, ...steps}: HeadSteps): CapturedHeadSteps {
  const {role, layer, head} = steps;
  const module = role === 'cross' ? 'cross_attn' : 'attn';
  const hookOf = (hook: string): string => `${module}.${hook}`;
  const own = (hook: string): Tensor => reader.block(layer, hookOf(hook));
  const ofHead = (hook: string): Tensor => own(`${hook}.${head}`).from({head});
  const entries = (values: readonly number[]): Tensor =>
    Tensor.of(values, 'entry', {...reader.source, layer, head});
  const {largest, others, sum} = terms;
  return {
    ...steps,
    raw: () => ofHead('hook_raw_scores'),
    scaled: () => ofHead('hook_scaled_scores'),
    masked: () => ofHead('hook_masked_scores'),
    terms: () => ofHead('hook_terms'),
    weighted: () => ofHead('hook_weighted_v'),
    results: () => own('hook_result'),
    result: () => own('hook_result').at(head),
    bias: () => (reader.has(layer, hookOf('b_O')) ? own('b_O') : null),
    hasResults: reader.has(layer, hookOf('hook_result')),
    input: () => own('hook_in'),
    largest: {
      entries: largest.map(({entry}) => entry),
      query: entries(largest.map(({query}) => query)),
      key: entries(largest.map(({key}) => key)),
      products: entries(largest.map(({product}) => product)),
      others,
      sum,
    },
  };
}
