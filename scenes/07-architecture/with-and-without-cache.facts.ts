import {chosenToken} from 'attention-in-motion/captured/chosen-token';
import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {distinctLabels, tokenLabel} from 'attention-in-motion/components/token-label';

import {totalOf, workOf} from './triangle-plan.ts';
import type declaration from './with-and-without-cache.capture.ts';

/** What is computed with a cache and without, and that both give the same scores. */
export function readBoth({tokens, generation, source}: Captured<typeof declaration>) {
  const {steps} = generation;
  const prompt = tokens.length;
  const last = steps[steps.length - 1];
  const written = steps.map(step => tokenLabel(chosenToken(step)));
  const [whole, kept] = [false, true].map(keeps =>
    totalOf(workOf(prompt, steps.length, keeps)),
  );
  const difference = Math.max(
    0,
    ...steps.map(({withoutCache}) => withoutCache?.difference ?? 0),
  );
  const scores = (numbers: readonly number[]): Tensor =>
    Tensor.of(numbers, 'token', source);
  return {
    prompt,
    source,
    steps: steps.length,
    labels: [...tokens.map(tokenLabel), ...written],
    names: distinctLabels(last.candidates),
    cached: scores(last.candidates.map(({logit}) => logit)),
    // A model without a cache has been run in one way alone.
    uncached: last.withoutCache ? scores(last.withoutCache.logits) : null,
    facts: {
      count: prompt,
      first: written[0],
      longer: prompt + 1,
      steps: steps.length,
      whole: whole.tokens,
      kept: kept.tokens,
      bound: boundOf(difference),
    },
  };
}

/** The power of ten that a difference stays under, as it is written: `0.0001`. */
export function boundOf(difference: number): string {
  if (difference === 0) return '0';
  const digits = Math.max(0, Math.ceil(-Math.log10(difference)) - 1);
  return (10 ** -digits).toFixed(digits);
}
