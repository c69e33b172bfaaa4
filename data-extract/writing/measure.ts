import {cpus} from 'node:os';

import type {GenerationTiming} from '../probes/generation.ts';
import type {Decoder, DecoderState} from '../run/decoder.ts';

/**
 * Let a text that is already known be read again step by step, with the cache and without
 * it, and take the time of each step. One round comes before those that count, so that
 * nothing is measured that is done for the first time.
 *
 * @param ids - What was written after the prompt.
 */
export async function measure(
  decoder: Decoder,
  prompt: readonly number[],
  ids: readonly number[],
  {repeats, device}: {repeats: number; device: string},
): Promise<GenerationTiming> {
  const ways = decoder.hasCache ? [true, false] : [false];
  const rounds: number[][][] = [];
  for (let round = 0; round <= repeats; round++) {
    const times: number[][] = [];
    for (const cached of ways) times.push(await roundOf(decoder, prompt, ids, cached));
    if (round > 0) rounds.push(times);
  }
  const timesOf = (way: number, step: number): number[] =>
    rounds.map(times => times[way][step]);
  const steps = ids.map((_, step) => ({
    ...(decoder.hasCache ? {milliseconds: timesOf(0, step)} : {}),
    millisecondsWithoutCache: timesOf(ways.length - 1, step),
  }));
  const summary = (way: number): TimeSummary => summed(rounds.map(times => times[way]));
  const [own, without] = [summary(0), summary(ways.length - 1)];
  return {
    repeats,
    device,
    hardware: hardware(),
    steps,
    ...(decoder.hasCache
      ? {
          millisecondsMedian: own.median,
          millisecondsSpread: own.spread,
          millisecondsTotal: own.total,
        }
      : {}),
    millisecondsMedianWithoutCache: without.median,
    millisecondsSpreadWithoutCache: without.spread,
    millisecondsTotalWithoutCache: without.total,
  };
}

async function roundOf(
  decoder: Decoder,
  prompt: readonly number[],
  ids: readonly number[],
  cached: boolean,
): Promise<number[]> {
  const times: number[] = [];
  let state: DecoderState | null = null;
  for (let step = 0; step < ids.length; step++) {
    const row = [...prompt, ...ids.slice(0, step)];
    const started = performance.now();
    const next = await decoder.next([row], state);
    times.push(performance.now() - started);
    state = cached ? next.state : null;
  }
  return times;
}

/** Of rounds: by step the median and the quartiles, and of whole rounds the median. */
export interface TimeSummary {
  median: number[];
  spread: [low: number, high: number][];
  total: number;
}

/** @param rounds - Times by round and step. Pure. */
export function summed(rounds: readonly (readonly number[])[]): TimeSummary {
  const [first = []] = rounds;
  const bySort = first.map((_, step) =>
    rounds.map(times => times[step]).sort((a, b) => a - b),
  );
  const totals = rounds.map(times => times.reduce((sum, time) => sum + time, 0));
  return {
    median: bySort.map(times => quantile(times, 0.5)),
    spread: bySort.map(times => [quantile(times, 0.25), quantile(times, 0.75)]),
    total: quantile(
      totals.sort((a, b) => a - b),
      0.5,
    ),
  };
}

/** @param sorted - From small to large, at least one. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

function hardware(): string {
  const all = cpus();
  const model = (all[0]?.model ?? 'unknown').replace(/\s+/g, ' ').trim();
  return `${model}, ${all.length} threads`;
}
