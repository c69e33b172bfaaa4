import {sizeOutputs} from '../stage/attention-sizes.ts';
import {scaleNeeds} from '../stage/fit-scale.ts';
import {joinExtras} from '../stage/extras.ts';
import {kindsOf} from '../stage/tensor-kind.ts';
import type {HeadStepsRequest} from './head-steps-request.ts';
import {outputsOf, resultOfHeads} from './head-results.ts';
import {headsOf, sitesOf, tapsOf} from './head-steps-sites.ts';
import type {FollowedHead} from './head-steps-sites.ts';
import {stepsOf} from './head-steps-values.ts';
import type {HeadSteps} from './head-steps-values.ts';
import {scaleOf} from './head-steps-scale.ts';
import {nameOf, stepChecks, stepTensors} from './head-steps-tensors.ts';
import type {MissingPart, NamedTensor, Probe} from './probe.ts';
import type {StageRun} from '../stage/stage-run.ts';

/** By the names of the heads. */
export type HeadStepsResult = Record<string, HeadSteps>;

const OF_HEAD = ['attn', 'cross_attn'].map(module => `blocks.{l}.${module}`);
const named = (hook: string): string[] => OF_HEAD.map(module => `${module}.${hook}`);

/**
 * What a head does for one query, step by step: products with each key, the scale, the
 * mask, the weights, the weighted values and their sum, and what that adds to the stream.
 */
export const headSteps: Probe<HeadStepsRequest, HeadStepsResult> = {
  // The heads have to be named.
  defaults: null,

  tensors: [
    ...kindsOf(
      'score',
      ['query', 'key'],
      ...named('hook_raw_scores.{h}'),
      ...named('hook_scaled_scores.{h}'),
      ...named('hook_masked_scores.{h}'),
    ),
    ...kindsOf('score', ['key', 'd_head'], ...named('hook_terms.{h}')),
    ...kindsOf('activation', ['key', 'd_head'], ...named('hook_weighted_v.{h}')),
    ...kindsOf('activation', ['head', 'd_model'], ...named('hook_result')),
    ...kindsOf('weight', ['d_model'], ...named('b_O')),
    ...kindsOf('activation', ['position', 'd_model'], ...named('hook_in')),
  ],

  outputs: (context, request) =>
    sitesOf(context, request).flatMap(site => [
      ...sizeOutputs(site),
      ...scaleNeeds(context, site).outputs,
      ...tapsOf(context, site, request),
    ]),

  extras: (context, request) =>
    joinExtras(sitesOf(context, request).map(site => scaleNeeds(context, site).extras)),

  collect(run, request) {
    const heads = headsOf(run, request);
    const tensors = new Map<string, NamedTensor>();
    for (const head of heads)
      for (const tensor of stepTensors(run, head, request.of ?? []))
        tensors.set(tensor.name, tensor);
    return {
      tensors: [...tensors.values()],
      result:
        heads.length === 0
          ? null
          : Object.fromEntries(
              heads.map(head => [head.name, stepsOf(run, head, request)]),
            ),
    };
  },

  async secondPass(pass, request) {
    const heads = headsOf(pass.run, request);
    const checks = heads.flatMap(head => stepChecks(pass.run, head));
    if (!request.of?.includes('result')) return {tensors: [], checks};
    const found = await resultOfHeads(pass, heads);
    return {tensors: found.tensors, checks: [...checks, ...found.checks]};
  },

  leftOut(run, request) {
    const heads = headsOf(run, request);
    const found = new Set(heads.map(({name}) => name));
    const lost = request.heads.filter(
      name => Object.hasOwn(run.chosen, name) && !found.has(name),
    );
    return [
      ...lost.map(name => ({
        layer: run.chosen[name].layer,
        what: `steps of the head "${name}"`,
        reason: 'its queries, keys and values are not told',
      })),
      ...heads.flatMap(head => stepsLeftOut(run, head, request.of ?? [])),
    ];
  },

  missing: () => 'the graph does not show queries, keys, values and their sums',
};

/** Steps that were asked for and that the graph does not show. */
function stepsLeftOut(
  run: StageRun,
  followed: FollowedHead,
  of: NonNullable<HeadStepsRequest['of']>,
): MissingPart[] {
  const {site} = followed;
  const part = (hook: string, reason: string): MissingPart => ({
    layer: site.layer,
    what: nameOf(run, followed, hook),
    reason,
  });
  return [
    ...(of.includes('scaled') && !site.scores && !scaleOf(run, followed)
      ? [part('hook_scaled_scores', 'the scores are no multiple of the products')]
      : []),
    ...(of.includes('masked') && !site.softmax
      ? [part('hook_masked_scores', 'one operator makes the pattern of the scores')]
      : []),
    ...(of.includes('result') && !outputsOf(run, followed)
      ? [part('hook_result', 'the rows of the output projection are not told by head')]
      : []),
  ];
}
