import type {TextResult} from '../capture/results.ts';
import {kindsOf} from '../stage/tensor-kind.ts';
import type {TensorKind} from '../stage/tensor-kind.ts';

/** Tensors by the kind of a capture of a text. */
export const TEXT_TENSORS: {readonly [K in TextResult['kind']]?: readonly TensorKind[]} =
  {
    'bag-of-words': [
      ...kindsOf('count', ['sentence', 'word'], 'counts'),
      ...kindsOf('cosine', ['sentence', 'sentence'], 'cosine'),
      ...kindsOf('count', ['word'], 'shuffled'),
    ],
    word2vec: [
      ...kindsOf('weight', ['matrix', 'word', 'd_model'], 'start'),
      ...kindsOf('weight', ['step', 'when', 'd_model'], 'trace.input'),
      ...kindsOf('weight', ['step', 'when', 'target', 'd_model'], 'trace.targets'),
      ...kindsOf('activation', ['step', 'target', 'd_model'], 'trace.products'),
      ...kindsOf('place', ['snapshot', 'word', 'axis'], 'map'),
    ],
    'word-vectors': [
      ...kindsOf('weight', ['word', 'd_model'], 'vectors'),
      ...kindsOf('cosine', ['word', 'word'], 'cosine'),
      ...kindsOf('weight', ['step', 'd_model'], 'analogy.{name}'),
      ...kindsOf('place', ['word', 'axis'], 'map'),
    ],
  };
