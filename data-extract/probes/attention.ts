import {seesLater} from '../checks/invariants.ts';
import type {AttentionRequest} from '../declare/declaration.ts';
import type {AttentionSite} from '../graph/model-map.ts';
import {fitScale, scaleNeeds, sizeOutputs, sizesOf} from '../stage/attention-values.ts';
import {lookedAt} from '../stage/looked-at.ts';
import {blocksOf, hookOf, patternOf} from '../stage/stage-run.ts';
import {joinExtras} from '../stage/extras.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {reasons} from './probe.ts';
import type {Found, NamedTensor, Probe} from './probe.ts';

/**
 * Attention of every layer and head, `[head, query, key]`: the softmax output as
 * `hook_pattern`, and the scaled scores before the mask as `hook_attn_scores`.
 */
export const attention: Probe<AttentionRequest> = probeOf('self', 'attn');

/** Attention of a decoder to an encoder: `decoder.{l}.cross_attn.hook_pattern`. */
export const crossAttention: Probe<AttentionRequest> = probeOf('cross', 'cross_attn');

function probeOf(role: AttentionSite['role'], module: string): Probe<AttentionRequest> {
  const sitesOf = (context: StageContext, {layers}: AttentionRequest): AttentionSite[] =>
    blocksOf(
      context,
      context.map.attention.filter(site => site.role === role),
      layers,
    );
  return {
    outputs: (context, request) =>
      sitesOf(context, request).flatMap(site => [
        ...sizeOutputs(site),
        ...scaleNeeds(context, site).outputs,
        ...(request.scores && site.scores ? [site.scores.tensor] : []),
      ]),

    extras: (context, request) =>
      joinExtras(sitesOf(context, request).map(site => scaleNeeds(context, site).extras)),

    collect(run, request): Found {
      const sites = sitesOf(run, request);
      const tensor = (
        site: AttentionSite,
        hook: string,
        source: string,
      ): NamedTensor => ({
        name: hookOf(run, site, `${module}.${hook}`),
        ...patternOf(run, source),
        axes: ['head', 'query', 'key'],
      });
      return {
        tensors: sites.flatMap(site => [
          tensor(site, 'hook_pattern', site.pattern),
          ...(request.scores && site.scores
            ? [tensor(site, 'hook_attn_scores', site.scores.tensor)]
            : []),
        ]),
        results:
          role === 'self' && sites.length > 0 ? {attention: summary(run, sites)} : {},
      };
    },

    missing: context =>
      role === 'self'
        ? `no attention was found in the model${reasons(context)}`
        : 'the model has no attention to an encoder',
  };
}

function summary(
  run: StageRun,
  sites: readonly AttentionSite[],
): Found['results']['attention'] {
  return {
    layers: sites.map(site => {
      const pattern = patternOf(run, site.pattern);
      return {
        layer: site.layer,
        scale: fitScale(run, site)?.scale ?? null,
        heads: pattern.shape[0],
        keyHeads: sizesOf(run, site)?.keyHeads ?? null,
        causal: site.causal ?? !seesLater(pattern, lookedAt(pattern.shape[1])),
      };
    }),
  };
}
