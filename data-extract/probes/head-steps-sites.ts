import {UserError} from '../../foundations/user-error.ts';
import {residPre} from '../graph/model-map.ts';
import type {AttentionSite} from '../graph/model-map.ts';
import {sizesOf} from '../stage/attention-sizes.ts';
import type {AttentionSizes} from '../stage/attention-sizes.ts';
import {roleIn} from '../stage/choose-heads.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {candidates} from './head-places.ts';
import type {WeightPart} from './head-places.ts';
import type {HeadStepsRequest} from './head-steps-request.ts';

/** A head whose steps are followed for a query. */
export interface FollowedHead {
  name: string;
  site: AttentionSite;
  sizes: AttentionSizes;
  head: number;
  /** Position of the query. */
  query: number;
  /** Position of the key that the head's rule names, `null` where it names none. */
  to: number | null;
}

const WEIGHTS: readonly WeightPart[] = ['W_Q', 'W_K', 'W_V'];

/** Attention that may hold one of the heads: which layers, only a run can tell. */
export function sitesOf(
  context: StageContext,
  {heads}: Pick<HeadStepsRequest, 'heads'>,
): AttentionSite[] {
  const rules = heads.map(name => ruleOf(context, name));
  return context.map.attention.filter(
    site =>
      isWhole(site) &&
      rules.some(
        rule =>
          roleIn(context, rule) === site.role &&
          (rule.at === undefined || rule.at.layer === site.layer),
      ),
  );
}

/** Tensors that the steps are read from, besides those of the sizes. */
export function tapsOf(
  context: StageContext,
  site: AttentionSite,
  {of = []}: HeadStepsRequest,
): string[] {
  const block = blockOf(context, site);
  return [
    ...[site.query, site.key].flatMap(part => part?.projected.tensor ?? []),
    ...(site.scores ? [site.scores.tensor] : []),
    ...(of.includes('masked') && site.softmax ? [site.softmax.input] : []),
    ...WEIGHTS.flatMap(part => candidates(context, site, part)).flatMap(
      ({input, result}) => [input, result],
    ),
    ...(block
      ? [residPre(block), ...block.norms.map(({site: norm}) => norm.output)]
      : []),
    ...(of.includes('result') && site.output
      ? [site.output.input, site.output.product, site.output.result]
      : []),
  ];
}

/** The heads of this graph that are followed. */
export function headsOf(run: StageRun, request: HeadStepsRequest): FollowedHead[] {
  const {heads} = request;
  const query = queryOf(run, request);
  return heads.flatMap(name => {
    const chosen = Object.hasOwn(run.chosen, name) ? run.chosen[name] : null;
    const role = chosen && roleIn(run, run.rules[name]);
    const site = run.map.attention.find(
      one => one.role === role && one.layer === chosen?.layer && isWhole(one),
    );
    const sizes = site && sizesOf(run, site);
    if (!chosen || !site || !sizes) return [];
    const {head, to} = chosen;
    return [{name, site, sizes, head, to, query: query ?? sizes.queries - 1}];
  });
}

/** The block of an attention. */
export const blockOf = (
  {map: {blocks}}: StageContext,
  {layer}: AttentionSite,
): (typeof blocks)[number] | null => blocks.find(one => one.layer === layer) ?? null;

const isWhole = ({query, key, value}: AttentionSite): boolean =>
  query !== null && key !== null && value !== null;

/** @returns `null` for the last token. */
function queryOf(run: StageRun, {heads, query}: HeadStepsRequest): number | null {
  if (query === undefined) {
    return (
      heads.map(name => run.chosen[name]?.from ?? null).find(from => from !== null) ??
      null
    );
  }
  const rule = ruleOf(run, query);
  if ('from' in rule) return run.chosen[query]?.from ?? null;
  throw new UserError(
    'declaration',
    `probes.headSteps.query: the rule of the head "${query}" (${rule.rule}) names no token.`,
    'Name a head whose rule goes from one token to another.',
  );
}

/** @throws UserError for a head that no rule chooses. */
function ruleOf({rules}: StageContext, name: string): StageContext['rules'][string] {
  if (Object.hasOwn(rules, name)) return rules[name];
  throw new UserError(
    'declaration',
    `probes.headSteps names the head "${name}", which is not chosen.`,
    `Add a rule for it to heads, which has ${Object.keys(rules).join(', ') || 'none'}.`,
  );
}
