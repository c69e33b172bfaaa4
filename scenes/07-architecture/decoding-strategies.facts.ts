import type {DecodedWay} from 'attention-in-motion/captured';
import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {distinctLabels} from 'attention-in-motion/components/token-label';

import type declaration from './decoding-strategies.capture.ts';

/** What ways to choose make of the shares of next tokens; what has no row stands last. */
export function readWays({decoding, source, text}: Captured<typeof declaration>) {
  const {tokens, vocab, ways} = decoding;
  const {plain, cold, hot, topK, topP} = ways;
  const shares = (numbers: readonly number[]): Tensor =>
    Tensor.of(numbers, 'token', source);
  /** Among those alone that take part. */
  const among = ({probabilities, probabilitiesOthers}: DecodedWay): Tensor =>
    shares([...probabilities, probabilitiesOthers]);
  const softened = ({softened: own, softenedOthers}: DecodedWay): Tensor =>
    shares([...own, softenedOthers]);
  /** Indices of what takes part; the last is all that has no row. */
  const partIn = ({probabilities, probabilitiesOthers}: DecodedWay): number[] => {
    const all = [...probabilities, probabilitiesOthers];
    return [...all.keys()].filter(i => all[i] > 0);
  };
  const drawn = tokens.map(({id}) => topP.draws.filter(own => own.id === id).length);
  const labels = distinctLabels(tokens);
  return {
    labels,
    plain: softened(plain),
    cold: softened(cold),
    hot: softened(hot),
    topK: {shares: among(topK), part: partIn(topK)},
    topP: {
      shares: among(topP),
      part: partIn(topP),
      hasOthers: topP.probabilitiesOthers > 0,
    },
    sums: shares([...plain.cumulative, 1]),
    drawn: shares([...drawn, topP.draws.length - drawn.reduce((a, b) => a + b, 0)]),
    facts: {
      text,
      vocab,
      others: vocab - tokens.length,
      best: labels[0],
      share: plain.softened[0],
      cold: cold.temperature,
      hot: hot.temperature,
      colder: cold.softened[0],
      hotter: hot.softened[0],
      k: topK.eligible,
      left: topK.probabilities[0],
      p: topP.topP ?? 1,
      n: topP.eligible,
      seed: topP.seed ?? 0,
      draws: topP.draws.length,
      hits: drawn[0],
    },
  };
}
