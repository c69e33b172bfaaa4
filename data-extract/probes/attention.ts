import {seesLater} from '../checks/invariants.ts';
import type {AttentionParts, AttentionSite, LooseAttention} from '../graph/model-map.ts';
import {sizeNeeds, sizesOf} from '../stage/attention-sizes.ts';
import {lookedPattern} from '../stage/attention-values.ts';
import {fitScale, scaleNeeds} from '../stage/fit-scale.ts';
import {joinExtras} from '../stage/extras.ts';
import type {LayerRequest} from '../stage/layer-request.ts';
import {lookedAt} from '../stage/looked-at.ts';
import {blocksOf, hookOf, looseHookOf, patternOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {inBlock, kindsOf} from '../stage/tensor-kind.ts';
import {missingLayers} from './missing-layers.ts';
import {reasons} from './probe.ts';
import type {Found, NamedTensor, Probe} from './probe.ts';

export interface AttentionRequest extends LayerRequest {
  /** Softmax output, `blocks.{l}.attn.hook_pattern` `[head, query, key]`. */
  pattern: true;
  /** Scaled scores before mask and softmax, `blocks.{l}.attn.hook_attn_scores`. */
  scores?: boolean;
}

export interface AttentionResult {
  layers: {
    layer: number;
    /** Number that products of queries and keys are multiplied with, where it is known. */
    scale: number | null;
    heads: number;
    /** Heads of keys and values; fewer than `heads` where several share one. */
    keyHeads: number | null;
    /** Whether later tokens are hidden. */
    causal: boolean;
  }[];
}

const PATTERN = ['head', 'query', 'key'];

const SELF = patternsOf('self', 'attn');

/**
 * Attention of every layer and head, `[head, query, key]`: the softmax output as
 * `hook_pattern`, and the scaled scores before the mask as `hook_attn_scores`. Attention
 * that no block claims is `attn.{n}.hook_pattern`: the n-th of the graph.
 */
export const attention: Probe<AttentionRequest, AttentionResult> = {
  ...SELF,
  collect(run, request) {
    const {blocks} = sitesOf(run, request, 'self', 'attn');
    return {
      ...SELF.collect(run, request),
      result: blocks.length > 0 ? summary(run, blocks) : null,
    };
  },
};

/** Attention of a decoder to an encoder: `decoder.{l}.cross_attn.hook_pattern`. */
export const crossAttention: Probe<AttentionRequest> = patternsOf('cross', 'cross_attn');

function patternsOf(
  role: AttentionParts['role'],
  module: string,
): Probe<AttentionRequest> {
  const loose = (hook: string): string[] => (role === 'self' ? [`attn.{n}.${hook}`] : []);
  return {
    defaults: role === 'self' ? {pattern: true, scores: true} : {pattern: true},

    tensors: [
      ...kindsOf(
        'share',
        PATTERN,
        ...inBlock(`${module}.hook_pattern`),
        ...loose('hook_pattern'),
      ),
      ...kindsOf(
        'score',
        PATTERN,
        ...inBlock(`${module}.hook_attn_scores`),
        ...loose('hook_attn_scores'),
      ),
    ],

    outputs: (context, request) =>
      sitesOf(context, request, role, module).all.flatMap(([, site]) => [
        site.pattern,
        ...sizeNeeds(context, site).outputs,
        ...scaleNeeds(context, site).outputs,
        ...(request.scores && site.scores ? [site.scores.tensor] : []),
      ]),

    extras: (context, request) =>
      joinExtras(
        sitesOf(context, request, role, module).all.flatMap(([, site]) =>
          [sizeNeeds(context, site), scaleNeeds(context, site)].map(({extras}) => extras),
        ),
      ),

    collect(run, request): Found {
      const {all} = sitesOf(run, request, role, module);
      const tensor = (name: string, source: string): NamedTensor => ({
        name,
        ...patternOf(run, source),
        axes: ['head', 'query', 'key'],
      });
      return {
        tensors: all.flatMap(([name, site]) => [
          tensor(`${name}hook_pattern`, site.pattern),
          ...(request.scores && site.scores
            ? [tensor(`${name}hook_attn_scores`, site.scores.tensor)]
            : []),
        ]),
        result: null,
      };
    },

    leftOut(run, request) {
      const {blocks, all} = sitesOf(run, request, role, module);
      const found = blocks.map(({layer}) => layer);
      return [
        ...missingLayers(run, request.layers, found, `${module}.hook_pattern`),
        ...all.flatMap(([name, site]) =>
          request.scores && !site.scores
            ? [
                {
                  layer: 'layer' in site ? site.layer : null,
                  what: `${name}hook_attn_scores`,
                  reason: `${site.form} does not tell its scores`,
                },
              ]
            : [],
        ),
      ];
    },

    missing: context =>
      role === 'self'
        ? `no attention was found in the model${reasons(context)}`
        : 'the model has no attention to an encoder',
  };
}

/** The attention that is asked for, with the beginning of its name in the capture. */
function sitesOf(
  context: StageContext,
  {layers}: AttentionRequest,
  role: AttentionParts['role'],
  module: string,
): {blocks: AttentionSite[]; all: [string, AttentionSite | LooseAttention][]} {
  const own = context.map.attention.filter(site => site.role === role);
  const blocks = blocksOf(context, own, layers);
  // What no block claims has no layer that could be named.
  const loose = layers ? [] : context.map.loose.filter(site => site.role === role);
  return {
    blocks,
    all: [
      ...blocks.map((site): [string, AttentionSite] => [
        hookOf(context, site, `${module}.`),
        site,
      ]),
      ...loose.map((site): [string, LooseAttention] => [
        looseHookOf(context, site, ''),
        site,
      ]),
    ],
  };
}

function summary(run: StageRun, sites: readonly AttentionSite[]): AttentionResult {
  return {
    layers: sites.map(site => {
      const pattern = patternOf(run, site.pattern);
      const {queries, ...looked} = lookedPattern(run, site);
      return {
        layer: site.layer,
        scale: fitScale(run, site)?.scale ?? null,
        heads: pattern.shape[0],
        keyHeads: sizesOf(run, site)?.keyHeads ?? null,
        causal: site.causal ?? !seesLater(looked, lookedAt(queries), queries, run.tokens),
      };
    }),
  };
}
