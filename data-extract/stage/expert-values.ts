import type {ExpertsSite} from '../graph/find-experts.ts';
import {rowsOf} from './stage-run.ts';
import type {StageRun} from './stage-run.ts';

/** Tensors from which the choice of experts is told. */
export const expertOutputs = ({
  scores,
  ranked,
  chosen,
  weights,
}: ExpertsSite): string[] => [
  scores,
  ...(ranked ? [ranked] : []),
  ...(chosen ? [chosen] : []),
  ...(weights ? [weights] : []),
];

/**
 * Who was chosen: as the graph says, or as the operator chooses from its scores (softmax,
 * the best k, made to sum to 1 where it is told to).
 */
export function routed(
  run: Pick<StageRun, 'values'>,
  site: ExpertsSite,
): {probabilities: Float32Array; chosen: number[][]; weights: number[][]} {
  const {probabilities, width} = gated(run, site);
  const chosen = site.chosen
    ? tableOf(run, site.chosen)
    : bestOf(probabilities, width, site.topK ?? 1);
  const weights = site.weights
    ? tableOf(run, site.weights)
    : weighed(probabilities, width, chosen, site);
  return {probabilities, chosen, weights};
}

/**
 * The same computed again from the scores: who ranks best, and what the experts in
 * `chosen` weigh.
 */
export function computedChoice(
  run: Pick<StageRun, 'values'>,
  site: ExpertsSite,
  chosen: readonly number[][],
): [ranked: number[][], weights: number[][]] {
  const {probabilities, width} = gated(run, site);
  const ranks = site.ranked ? rowsOf(run, site.ranked).data : probabilities;
  return [
    bestOf(ranks, width, chosen[0]?.length ?? 0),
    weighed(probabilities, width, chosen, site),
  ];
}

function gated(
  run: Pick<StageRun, 'values'>,
  {scores, gate}: ExpertsSite,
): {probabilities: Float32Array; width: number} {
  const {data, shape} = rowsOf(run, scores);
  const [rows, width] = shape;
  const probabilities = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    const own = data.subarray(row * width, (row + 1) * width);
    probabilities.set(gate === 'sigmoid' ? sigmoid(own) : softmax(own), row * width);
  }
  return {probabilities, width};
}

/** Numbers of the largest entries of each row; ties go to the lower number. */
function bestOf(data: Float32Array, width: number, count: number): number[][] {
  return Array.from({length: data.length / width}, (_, row) => {
    const own = data.subarray(row * width, (row + 1) * width);
    return [...own.keys()].sort((a, b) => own[b] - own[a] || a - b).slice(0, count);
  });
}

const weighed = (
  probabilities: Float32Array,
  width: number,
  chosen: readonly number[][],
  {normalised, factor}: ExpertsSite,
): number[][] =>
  chosen.map((experts, row) => {
    const own = experts.map(expert => probabilities[row * width + expert]);
    const sum = normalised ? own.reduce((a, b) => a + b, 0) : 1;
    return own.map(value => (value / sum) * factor);
  });

function tableOf(run: Pick<StageRun, 'values'>, tensor: string): number[][] {
  const {data, shape} = rowsOf(run, tensor);
  const [rows, width] = shape;
  return Array.from({length: rows}, (_, row) => [
    ...data.subarray(row * width, (row + 1) * width),
  ]);
}

function softmax(scores: Float32Array): number[] {
  const max = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const exps = Array.from(scores, score => Math.exp(score - max));
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map(value => value / sum);
}

const sigmoid = (scores: Float32Array): number[] =>
  Array.from(scores, score => 1 / (1 + Math.exp(-score)));
