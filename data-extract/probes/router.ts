import type {ExpertsSite} from '../graph/find-experts.ts';
import type {BlockSite} from '../graph/model-map.ts';
import {expertOutputs, routed} from '../stage/expert-values.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {blocksOf, hookOf, rowsOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import type {NamedTensor, Probe} from './probe.ts';
import {
  checkExpertOut,
  EXPERT_OUT,
  expertOut,
  expertOutputsIn,
} from './router-outputs.ts';
import {capacityOf, CLASSES, classesOf, loadByClass, loadOf} from './router-load.ts';
import type {ExpertCapacity, ExpertClass, ExpertLoad} from './router-load.ts';

export interface RouterRequest extends LayerRequest {
  /** `blocks.{l}.mlp.hook_router_scores` `[position, expert]`. */
  scores?: boolean;
  /** Softmax over all experts, `blocks.{l}.mlp.hook_router_probs`. */
  probabilities?: boolean;
  /**
   * What the chosen experts make of each token, best first, before it is weighed:
   * `blocks.{l}.mlp.hook_expert_out` `[position, choice, d_model]`. Graphs have it that
   * send tokens to their experts; fused operators do not.
   */
  outputs?: boolean;
  /** How many times its even share an expert may read: which choices that would drop. */
  capacityFactor?: number;
  /**
   * Classes of tokens by their words, in lower case: who reads them is counted. Tokens
   * that no list names are `special`, `punctuation`, `piece` (of a word) or `other`.
   */
  classes?: Readonly<Record<string, readonly string[]>>;
}

export interface RouterResult {
  layers: {
    layer: number;
    experts: number;
    topK: number;
    /** Whether the weights of the chosen experts sum to 1. */
    normalised: boolean;
    positions: {
      /** Experts, best first. */
      chosen: number[];
      weights: number[];
    }[];
    /** How the tokens are spread over the experts. */
    load: ExpertLoad;
    /** Who finds an expert full, where a capacity was asked for; else `null`. */
    capacity: ExpertCapacity | null;
    /**
     * Euclidean lengths by position, where outputs were asked for and the graph has them:
     * of what each chosen expert makes, and of what they add together. Else `null`.
     */
    lengths: {outputs: number[][]; added: number[]} | null;
    /** Choices by class of tokens, where classes were asked for; else `null`. */
    classes: ExpertClass[] | null;
  }[];
}

/** Experts: the router's scores, their softmax, who was chosen and with which weight. */
export const router: Probe<RouterRequest, RouterResult> = {
  defaults: {scores: true, probabilities: true},

  tensors: [
    ...kindsOf('score', ['position', 'expert'], ...inBlock('mlp.hook_router_scores')),
    ...kindsOf('share', ['position', 'expert'], ...inBlock('mlp.hook_router_probs')),
    ...kindsOf('activation', ['position', 'choice', 'd_model'], ...inBlock(EXPERT_OUT)),
  ],

  outputs: (context, request) =>
    sitesOf(context, request).flatMap(({block, site}) => {
      const made = request.outputs ? expertOutputsIn(context, block) : [];
      const added = made.length > 0 && block.mlpOut !== null ? [block.mlpOut] : [];
      return [...expertOutputs(site), ...made.map(({tensor}) => tensor), ...added];
    }),

  collect(run, request) {
    const sites = sitesOf(run, request).map(own => ({
      ...own,
      made: request.outputs ? expertOut(run, own.block) : null,
    }));
    if (sites.length === 0) return {tensors: [], result: null};
    const axes = ['position', 'expert'];
    const tensors = sites.flatMap(({layer, site, made}): NamedTensor[] => {
      const scores = rowsOf(run, site.scores);
      const {probabilities} = routed(run, site);
      const name = (what: string): string =>
        hookOf(run, {layer}, `mlp.hook_router_${what}`);
      return [
        ...(request.scores ? [{name: name('scores'), ...scores, axes}] : []),
        ...(request.probabilities
          ? [{name: name('probs'), data: probabilities, shape: scores.shape, axes}]
          : []),
        ...(made ? [made] : []),
      ];
    });
    const layers = sites.map(
      ({layer, site, block, made}): RouterResult['layers'][number] => {
        const {shape} = rowsOf(run, site.scores);
        const {chosen, weights, probabilities} = routed(run, site);
        const [, experts] = shape;
        const {capacityFactor, classes} = request;
        return {
          layer,
          experts,
          topK: chosen[0]?.length ?? 0,
          normalised: site.normalised,
          positions: chosen.map((own, i) => ({chosen: own, weights: weights[i]})),
          load: loadOf(chosen, probabilities, experts),
          capacity:
            capacityFactor === undefined
              ? null
              : capacityOf(chosen, experts, capacityFactor),
          lengths: made && lengthsOf(run, block, made),
          classes:
            classes === undefined
              ? null
              : loadByClass(
                  chosen,
                  classesOf(run.tokens, classes),
                  [...new Set([...Object.keys(classes), ...CLASSES])],
                  experts,
                ),
        };
      },
    );
    return {tensors, result: {layers}};
  },

  secondPass({run}, request) {
    const sites = request.outputs ? sitesOf(run, request) : [];
    const checks = sites.flatMap(({block}) => checkExpertOut(run, block));
    return Promise.resolve({tensors: [], checks});
  },

  leftOut: (run, request) =>
    (request.outputs ? sitesOf(run, request) : [])
      .filter(({block}) => expertOut(run, block) === null)
      .map(({layer, block}) => ({
        layer,
        what: hookOf(run, block, EXPERT_OUT),
        reason: 'the graph does not compute its experts one by one',
      })),

  missing: () => 'the model has no experts',
};

function lengthsOf(
  run: StageRun,
  block: BlockSite,
  made: NamedTensor,
): RouterResult['layers'][number]['lengths'] {
  if (block.mlpOut === null) return null;
  const [positions, choices, width] = made.shape;
  const outputs = lengthsOfRows(made.data, width);
  return {
    outputs: Array.from({length: positions}, (_, position) =>
      outputs.slice(position * choices, (position + 1) * choices),
    ),
    added: lengthsOfRows(rowsOf(run, block.mlpOut).data, width),
  };
}

const lengthsOfRows = (data: Float32Array, width: number): number[] =>
  Array.from({length: data.length / width}, (_, row) =>
    Math.hypot(...data.subarray(row * width, (row + 1) * width)),
  );

function sitesOf(
  context: StageContext,
  {layers}: RouterRequest,
): {layer: number; site: ExpertsSite; block: BlockSite}[] {
  return blocksOf(context, context.map.blocks, layers).flatMap(block =>
    block.experts ? [{layer: block.layer, site: block.experts, block}] : [],
  );
}
