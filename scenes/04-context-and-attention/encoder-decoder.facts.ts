import {chosenToken} from 'attention-in-motion/captured/chosen-token';
import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor, illustrative} from 'attention-in-motion/captured/tensor';
import {tokenLabel} from 'attention-in-motion/components/token-label';
import {drawable} from 'attention-in-motion/script/drawable';

import type declaration from './encoder-decoder.capture.ts';
import {SEEN_BY} from './translation.ts';

/** What an encoder hands to a decoder, and where each token that is written looks. */
export function readTranslation(capture: Captured<typeof declaration>) {
  const {text, tokens, encoderStates, crossAttention, generation, model, source} =
    capture;
  const {steps, end} = generation;
  const written = steps.map((own, step) => ({
    ...chosenToken(own),
    start: text.length,
    end: text.length,
    special: end === 'end-token' && step === steps.length - 1,
  }));
  const labels = tokens.map(tokenLabel);
  const real = [...tokens.keys()].filter(key => !tokens[key].special);
  const {layer, head} = sharpestHead(crossAttention, real, steps.length);
  const pattern = crossAttention.pattern(layer, head);
  // What reads a token decides on the next one.
  const rows = Tensor.stack(
    steps.map((_, step) => pattern.at(step)),
    'step',
  );
  const looks = steps.map((_, step) => largestOf(pattern.at(step)));
  const last = tokens.length - 1;
  const single = steps.map(() =>
    illustrative(
      labels.map((_, i) => Number(i === last)),
      'key',
    ),
  );
  const [first] = looks;
  return {
    tokens,
    written,
    labels,
    rows,
    source,
    /** Without attention all that is handed on is the last vector. */
    single: Tensor.stack(single, 'step'),
    // All vectors side by side.
    states: new Tensor(
      encoderStates.data,
      [encoderStates.data.length],
      ['component'],
      source,
    ),
    layers: crossAttention.layers,
    isSeen: source.model !== null && SEEN_BY.includes(source.model),
    facts: {
      text,
      count: tokens.length,
      layers: crossAttention.layers,
      width: model.dModel,
      first: tokenLabel(written[0]),
      from: labels[first.key],
      share: first.share,
      layer,
      head,
      steps: steps.length,
      written: drawable(generation.text.trim()),
      last: labels[last],
    },
  };
}

/** What attention of each layer and head is read from. */
interface Patterns {
  layers: number;
  heads: number;
  pattern(layer: number, head: number): Tensor;
}

/**
 * The head whose queries put most weight on single tokens of the text.
 *
 * @param keys - Tokens that count: those that stand for text.
 * @param steps - How many queries count, from the first.
 */
export function sharpestHead(
  {layers, heads, pattern}: Patterns,
  keys: readonly number[],
  steps: number,
): {layer: number; head: number} {
  let best = {layer: 0, head: 0, weight: -1};
  for (let layer = 0; layer < layers; layer++) {
    for (let head = 0; head < heads; head++) {
      const own = pattern(layer, head);
      let weight = 0;
      for (let step = 0; step < steps; step++) {
        const {data} = own.at(step);
        weight += Math.max(...keys.map(key => data[key]));
      }
      if (weight > best.weight) best = {layer, head, weight};
    }
  }
  return best;
}

const largestOf = ({data}: Tensor): {key: number; share: number} => {
  const share = Math.max(...data);
  return {key: data.indexOf(share), share};
};
