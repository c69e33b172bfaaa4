import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {distinctLabels, tokenLabel} from 'attention-in-motion/components/token-label';

import {lensLayers} from './lens-layers.ts';
import type declaration from './neurons-to-answer.capture.ts';

/** The neurons that change the answer's score most, and how its probability grows. */
export function readNeurons(capture: Captured<typeof declaration>) {
  const {tokens, neurons, lens, source} = capture;
  const {answer, layers, neurons: found} = neurons;
  const asked = tokens.length - 2;
  const numbers = (values: readonly number[], axis: string): Tensor =>
    Tensor.of(values, axis, source);
  const adds = found.map(({logit}) => logit);
  const rest = answer.logit - adds.reduce((sum, logit) => sum + logit, 0);
  let sum = 0;
  const promoting = found.filter(({promotes}) =>
    promotes.some(({id}) => id === answer.id),
  );
  const read = lensLayers(lens);
  return {
    source,
    found,
    asked,
    prompt: tokens.slice(0, asked + 1),
    activations: numbers(
      found.map(({activation}) => activation),
      'neuron',
    ),
    written: neurons.written,
    chips: found.map(({promotes}) => {
      const labels = distinctLabels(promotes);
      return promotes.map(({id}, i) => ({
        label: labels[i],
        ...(id === answer.id ? {role: 'head' as const} : {}),
      }));
    }),
    /** What each adds to the score, and all that is left of it. */
    adds: numbers([...adds, rest], 'neuron'),
    /** What the first neurons make together. */
    sums: adds.map(logit => (sum += logit)),
    promoting: found.flatMap((neuron, i) => (promoting.includes(neuron) ? [i] : [])),
    layers: read.layers,
    rows: read.rows,
    shares: numbers(
      read.layers.map(({share}) => share),
      'layer',
    ),
    // What the lens follows is the token that ends the text.
    isSame: tokens[asked + 1].id === answer.id,
    facts: {
      answer: tokenLabel(answer),
      next: tokenLabel(tokens[asked + 1]),
      asked: tokenLabel(tokens[asked]),
      share: answer.probability,
      logit: answer.logit,
      count: found.length,
      neurons: layers.reduce((all, {width}) => all + width, 0),
      promoting: promoting.length,
      sum,
      rest,
      most: adds[0],
      first: {layer: found[0].layer, index: found[0].index},
    },
  };
}
