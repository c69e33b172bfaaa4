import {chosenToken} from 'attention-in-motion/captured/chosen-token';
import type {Captured} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {tokenLabel} from 'attention-in-motion/components/token-label';

import type declaration from './stopwatch-race.capture.ts';

/** From this ratio on, one time is said to be longer than another. */
const CLEAR = 1.15;
/** Steps whose mean time is compared, at the beginning and at the end. */
const FEW = 8;

/** Measured times of a text that was written with a KV cache and without. */
export function readTimes(capture: Captured<typeof declaration>) {
  const {tokens, generation, source} = capture;
  const {timing, steps} = generation;
  if (!timing) throw new Error('no times were measured');
  const raceOf = (
    rounds: readonly (readonly number[])[],
    medians: readonly number[],
  ): Race => ({
    ...middleRound(rounds, (numbers, axis) => Tensor.of(numbers, axis, source)),
    medians,
    growth: growthOf(medians),
  });
  const whole = raceOf(
    timing.steps.map(step => step.millisecondsWithoutCache),
    timing.millisecondsMedianWithoutCache,
  );
  // A model without a cache has been measured in one way alone.
  const kept = timing.millisecondsMedian
    ? raceOf(
        timing.steps.map(({milliseconds = []}) => milliseconds),
        timing.millisecondsMedian,
      )
    : null;
  const times = kept ? whole.total / kept.total : 1;
  return {
    whole,
    kept,
    source,
    longer: times >= CLEAR,
    shorter: times <= 1 / CLEAR,
    grows: whole.growth >= CLEAR,
    written: steps.map(step => tokenLabel(chosenToken(step))),
    lengths: steps.map((_, step) => tokens.length + step),
    longest: Math.max(whole.total, kept?.total ?? 0),
    facts: {
      count: tokens.length,
      steps: steps.length,
      repeats: timing.repeats,
      times,
      hardware: timing.hardware,
      device: timing.device,
      dtype: source.dtype,
      whole: told(whole),
      kept: told(kept ?? whole),
      slowest: Math.max(whole.times.data[0], kept?.times.data[0] ?? 0).toFixed(1),
    },
  };
}

/** A round that was measured, and how the others went. */
interface Race extends Round {
  /** Milliseconds of each step, the median of all rounds. */
  medians: readonly number[];
  /** How many times as long late steps took as early ones, the first left out. */
  growth: number;
}

interface Round {
  /** Milliseconds of each step of the middle round, `[step]`, and of all of it. */
  times: Tensor;
  total: number;
  /** Milliseconds of each round, `[round]`. */
  rounds: Tensor;
}

/**
 * The round with as many that were faster as were slower.
 *
 * @param steps - Milliseconds in each round, by step.
 */
export function middleRound(
  steps: readonly (readonly number[])[],
  tensorOf: (numbers: readonly number[], axis: string) => Tensor,
): Round {
  const totals = steps[0].map((_, round) => sumOf(steps.map(step => step[round])));
  const order = [...totals.keys()].sort((a, b) => totals[a] - totals[b]);
  const middle = order[Math.floor((order.length - 1) / 2)];
  return {
    times: tensorOf(
      steps.map(step => step[middle]),
      'step',
    ),
    total: totals[middle],
    rounds: tensorOf(totals, 'round'),
  };
}

/** How many times as long late steps took as early ones; the first reads the prompt. */
export function growthOf([, ...later]: readonly number[]): number {
  const few = Math.min(FEW, Math.floor(later.length / 2));
  return few > 0 ? sumOf(later.slice(-few)) / sumOf(later.slice(0, few)) : 1;
}

const told = ({times, total, rounds, medians}: Race) => ({
  total: total.toFixed(1),
  first: times.data[0].toFixed(1),
  last: medians[medians.length - 1].toFixed(1),
  least: Math.min(...rounds.data).toFixed(1),
  most: Math.max(...rounds.data).toFixed(1),
});

const sumOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0);
