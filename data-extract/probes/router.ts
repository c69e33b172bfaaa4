import type {RouterResult} from '../capture/format.ts';
import type {RouterRequest} from '../declaration.ts';
import type {ExpertsSite} from '../graph/find-experts.ts';
import {blocksOf, hookOf, rowsOf} from '../run/stage-run.ts';
import type {StageContext, StageRun} from '../run/stage-run.ts';
import type {NamedTensor, Probe} from './probe.ts';

/** Experts: the router's scores, their softmax, who was chosen and with which weight. */
export const router: Probe<RouterRequest> = {
  outputs: (context, request) =>
    sitesOf(context, request).flatMap(({site}) => expertOutputs(site)),

  collect(run, request) {
    const sites = sitesOf(run, request);
    if (sites.length === 0) return {tensors: [], results: {}};
    const axes = ['position', 'expert'];
    const tensors = sites.flatMap(({layer, site}): NamedTensor[] => {
      const scores = rowsOf(run, site.scores);
      const {probabilities} = routed(run, site);
      const name = (what: string): string =>
        hookOf(run, {layer}, `mlp.hook_router_${what}`);
      return [
        ...(request.scores ? [{name: name('scores'), ...scores, axes}] : []),
        ...(request.probabilities
          ? [{name: name('probs'), data: probabilities, shape: scores.shape, axes}]
          : []),
      ];
    });
    const layers = sites.map(({layer, site}): RouterResult['layers'][number] => {
      const {shape} = rowsOf(run, site.scores);
      const {chosen, weights} = routed(run, site);
      return {
        layer,
        experts: shape[1],
        topK: chosen[0]?.length ?? 0,
        normalised: site.normalised,
        positions: chosen.map((experts, i) => ({chosen: experts, weights: weights[i]})),
      };
    });
    return {tensors, results: {router: {layers}}};
  },

  missing: () => 'the model has no experts',
};

/** Tensors from which the choice of experts is told. */
export const expertOutputs = ({scores, chosen, weights}: ExpertsSite): string[] => [
  scores,
  ...(chosen ? [chosen] : []),
  ...(weights ? [weights] : []),
];

function sitesOf(
  context: StageContext,
  {layers}: RouterRequest,
): {layer: number; site: ExpertsSite}[] {
  return blocksOf(context, context.map.blocks, layers).flatMap(({layer, experts}) =>
    experts ? [{layer, site: experts}] : [],
  );
}

/**
 * Who was chosen: as the graph says, or as the operator chooses from its scores (softmax,
 * the best k, made to sum to 1 where it is told to).
 */
export function routed(
  run: Pick<StageRun, 'values'>,
  site: ExpertsSite,
): {probabilities: Float32Array; chosen: number[][]; weights: number[][]} {
  const {data, shape} = rowsOf(run, site.scores);
  const [rows, experts] = shape;
  const probabilities = new Float32Array(data.length);
  const chosen: number[][] = [];
  const weights: number[][] = [];
  for (let row = 0; row < rows; row++) {
    const scores = data.subarray(row * experts, (row + 1) * experts);
    const own = site.gate === 'sigmoid' ? sigmoid(scores) : softmax(scores);
    probabilities.set(own, row * experts);
    const best = [...own.keys()]
      .sort((a, b) => own[b] - own[a] || a - b)
      .slice(0, site.topK ?? 1);
    const sum = site.normalised
      ? best.reduce((total, expert) => total + own[expert], 0)
      : 1;
    chosen.push(best);
    weights.push(best.map(expert => own[expert] / sum));
  }
  const rowsFrom = (tensor: string): number[][] => {
    const {
      data: values,
      shape: [count, k],
    } = rowsOf(run, tensor);
    return Array.from({length: count}, (_, i) => [
      ...values.subarray(i * k, (i + 1) * k),
    ]);
  };
  return {
    probabilities,
    chosen: site.chosen ? rowsFrom(site.chosen) : chosen,
    weights: site.weights ? rowsFrom(site.weights) : weights,
  };
}

function softmax(scores: Float32Array): number[] {
  const max = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const exps = Array.from(scores, score => Math.exp(score - max));
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map(value => value / sum);
}

const sigmoid = (scores: Float32Array): number[] =>
  Array.from(scores, score => 1 / (1 + Math.exp(-score)));
