import type {Word2vecResult, Word2vecTrace} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './open-capture.ts';
import {openText} from './text-files.ts';
import type {Source, Tensor} from './tensor.ts';

/** One pair of the training: figures, and vectors before and after it. */
export interface CapturedStep extends Word2vecTrace {
  /** The given word's vector, `[d_model]`. */
  input: {before: Tensor; after: Tensor};
  /** Vectors of the targets, the right answer first, `[d_model]` each. */
  outputs: {before: Tensor; after: Tensor}[];
  /** What input and targets make number by number before it, `[target, d_model]`. */
  products: Tensor;
}

/** Word vectors trained with word2vec. */
export interface CapturedWord2vec extends Omit<
  Word2vecResult,
  'kind' | 'trace' | 'map' | 'start'
> {
  /** The text that the vectors are trained on. */
  source: Source;
  /** A pair, how often it was trained, and its first and last step. */
  trace: {
    input: string;
    output: string;
    times: number;
    first: CapturedStep;
    last: CapturedStep;
  };
  /** Rows of both matrices before the first step, `[word, d_model]` each. */
  start: {words: readonly string[]; input: Tensor; output: Tensor};
  /** Words with their groups, and where they lie at each snapshot. */
  map: Word2vecResult['map'] & {
    /** `[snapshot, word, axis]`. */
    places: Tensor;
  };
}

/** @param files - The scene's `*.captured` module. */
export function openWord2vec(files: CaptureFiles): CapturedWord2vec {
  const {result, source, tensor} = openText('word2vec', files);
  const {trace, map, start, ...others} = result;
  const [startInput, startOutput] = [0, 1].map(matrix => tensor('start').at(matrix));
  const inputs = tensor('trace.input');
  const outputs = tensor('trace.targets');
  const products = tensor('trace.products');
  const step = (index: number): CapturedStep => {
    const [before, after] = [0, 1].map(when => outputs.at(index).at(when));
    return {
      ...trace.steps[index],
      input: {before: inputs.at(index).at(0), after: inputs.at(index).at(1)},
      products: products.at(index),
      outputs: trace.steps[index].targets.map((_, k) => ({
        before: before.at(k),
        after: after.at(k),
      })),
    };
  };
  const {input, output, times} = trace;
  return {
    ...others,
    source,
    trace: {input, output, times, first: step(0), last: step(1)},
    start: {words: start, input: startInput, output: startOutput},
    map: {...map, places: tensor('map')},
  };
}
