import {UserError} from '../../foundations/user-error.ts';
import {reduceRow} from './next-tokens.ts';

/** Settings of sampling, all given. */
export interface Sampling {
  temperature: number;
  topK: number | null;
  topP: number | null;
}

/**
 * Settings of sampling with their defaults.
 *
 * @param where - The probe that asks for them.
 * @throws UserError where one is out of its range.
 */
export function samplingOf(
  {
    temperature = 1,
    topK = null,
    topP = null,
  }: {temperature?: number; topK?: number | null; topP?: number | null},
  where: string,
): Sampling {
  const refuse = (name: string, value: number, range: string): never => {
    throw new UserError(
      'probe',
      `probes.${where}: ${name} is ${value}.`,
      `Give ${range}${name === 'temperature' ? '; the best token each time is a strategy of its own, greedy' : ''}.`,
    );
  };
  if (!(temperature > 0 && temperature < Infinity)) {
    refuse('temperature', temperature, 'a number over 0');
  }
  if (topK !== null && !(Number.isInteger(topK) && topK > 0)) {
    refuse('topK', topK, 'a whole number from 1 on');
  }
  if (topP !== null && !(topP > 0 && topP <= 1)) {
    refuse('topP', topP, 'a number over 0, at most 1');
  }
  return {temperature, topK, topP};
}

/**
 * Choose a token at random, by its probability. Temperature comes first, then the best
 * `topK`, then the best up to a sum of `topP`.
 *
 * @param random - A number from 0 to 1.
 * @returns The token, and how many took part.
 */
export function sample(
  logits: Float32Array,
  settings: Sampling,
  random: number,
): {id: number; eligible: number} {
  const {ids, weights} = kept(logits, settings);
  let rest = random * sumOf(weights);
  const chosen = weights.findIndex(weight => (rest -= weight) < 0);
  return {id: ids[chosen < 0 ? ids.length - 1 : chosen], eligible: ids.length};
}

/** The tokens that take part in a draw, best first, with weights relative to the best. */
export function kept(
  logits: Float32Array,
  {temperature, topK, topP}: Sampling,
): {ids: number[]; weights: number[]} {
  const scaled = logits.map(value => value / temperature);
  const {best} = reduceRow(scaled, topK ?? scaled.length);
  const weights = best.map(id => Math.exp(scaled[id] - scaled[best[0]]));
  if (topP === null) return {ids: best, weights};
  const total = sumOf(weights);
  let sum = 0;
  const count = weights.findIndex(weight => (sum += weight / total) >= topP) + 1;
  const eligible = count || best.length;
  return {ids: best.slice(0, eligible), weights: weights.slice(0, eligible)};
}

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
