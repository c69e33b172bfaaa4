import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {distinctLabels, tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './one-token-at-a-time.capture.ts';

/** The prompt, the tokens that are written one by one, and what stood to choose from. */
export function readLoop(capture: Captured<typeof declaration>) {
  const {tokens, generation, logits, source, text} = capture;
  const {steps, end} = generation;
  // Where the text has not been read, its tokens have no place in it.
  const nowhere = {start: text.length, end: text.length, special: false};
  const chosen = steps.map(({id, candidates}) =>
    candidates.findIndex(candidate => candidate.id === id),
  );
  const written = steps.map(({candidates}, step) => ({
    ...candidates[chosen[step]],
    ...nowhere,
  }));
  const choices = steps.map(({candidates}) => {
    const shares = candidates.map(({probability}) => probability);
    return {
      labels: distinctLabels(candidates),
      // What has no row stands behind those that have one.
      shares: Tensor.of([...shares, 1 - sumOf(shares)], 'token', source),
    };
  });
  const labels = written.map(tokenLabel);
  const count = tokens.length;
  return {
    tokens: [...tokens, ...written],
    choices,
    chosen,
    source,
    ended: end === 'end-token',
    steps: steps.length,
    facts: {
      count,
      vocab: logits.vocab,
      others: logits.vocab - choices[0].labels.length,
      first: labels[0],
      second: labels[1] ?? '',
      longer: count + 1,
      share: steps[0].probability,
      steps: steps.length,
      read: count + steps.length - 1,
      written: generation.text.trim(),
    },
  };
}

const sumOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0);
