import type {RouterResult} from '../capture/format.ts';
import type {RouterRequest} from '../declare/declaration.ts';
import type {ExpertsSite} from '../graph/find-experts.ts';
import {expertOutputs, routed} from '../stage/expert-values.ts';
import {blocksOf, hookOf, rowsOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
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

function sitesOf(
  context: StageContext,
  {layers}: RouterRequest,
): {layer: number; site: ExpertsSite}[] {
  return blocksOf(context, context.map.blocks, layers).flatMap(({layer, experts}) =>
    experts ? [{layer, site: experts}] : [],
  );
}
