import {sourceOfAll} from 'attention-in-motion/captured/model-sizes';
import type {CapturedConfigs} from 'attention-in-motion/captured/model-sizes';
import {Tensor} from 'attention-in-motion/captured/tensor';

/** The model whose bytes are followed. */
const FOLLOWED = 'llama';
/** Texts of so many tokens. */
const LENGTHS = [1024, 8192, 32768] as const;
const GIGA = 1e9;

/** What a token takes in the caches of known models, and what decides that. */
export function readBytes({models, model, sizes}: CapturedConfigs) {
  const {label, stamp, architecture} = model(FOLLOWED);
  const {cache} = sizes(FOLLOWED);
  const {layers, heads, keyHeads, headSize} = architecture;
  const context = architecture.context ?? LENGTHS[LENGTHS.length - 1];
  const factors = [2, layers, keyHeads, headSize, cache.bytesPerNumber];
  const lengths = [...LENGTHS.filter(length => length < context), context];
  const of = (numbers: readonly number[], axis: string): Tensor =>
    Tensor.of(numbers, axis, stamp);
  return {
    factors: of(factors, 'factor'),
    products: of(
      factors.map((_, i) => factors.slice(0, i + 1).reduce((all, one) => all * one)),
      'factor',
    ),
    kinds: of(
      [cache.bytesPerTokenMha, cache.bytesPerToken, cache.bytesPerTokenMqa],
      'kind',
    ),
    models: {
      labels: models.map(one => one.label),
      // They are of all of these, so the stamp names all.
      bytes: Tensor.of(
        models.map(({name}) => sizes(name).cache.bytesPerToken),
        'model',
        sourceOfAll(models.map(one => one.stamp)),
      ),
    },
    lengths: {
      labels: lengths,
      bytes: of(
        lengths.map(length => (length * cache.bytesPerToken) / GIGA),
        'length',
      ),
    },
    facts: {
      model: label,
      layers,
      heads,
      keyHeads,
      headSize,
      context,
      bytes: cache.bytesPerToken,
      all: cache.bytesPerTokenMha,
      one: cache.bytesPerTokenMqa,
      times: heads / keyHeads,
      most: (context * cache.bytesPerToken) / GIGA,
    },
  };
}
