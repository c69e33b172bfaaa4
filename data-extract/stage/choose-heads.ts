import type {Needs} from './attention-sizes.ts';
import {needsOf} from './attention-sizes.ts';
import {judgementOf} from './head-judgement.ts';
import {readingSample, readLayer} from './head-readings.ts';
import type {Reading} from './head-readings.ts';
import type {HeadSelection, HeadRule} from './head-rule.ts';
import {selectRead} from './select-heads.ts';
import type {StageContext, StageRun} from './stage-run.ts';

/** Choose heads by rule: those whose rule speaks of the attention of this graph. */
export function chooseHeads(
  run: Omit<StageRun, 'chosen' | 'halfCache'>,
): Record<string, HeadSelection> {
  return Object.fromEntries(
    Object.entries(run.rules).flatMap(([name, rule]) => {
      const found = readingsFor(run, name, rule);
      if (!found) return [];
      const layers = found.readings.map(reading => readLayer(run, reading));
      return [[name, selectRead(name, rule, found.judgement, layers)]];
    }),
  );
}

/**
 * What heads are chosen by: whole patterns, and of long texts the entries of them that
 * the rules read.
 */
export const headNeeds = (context: StageContext): Needs =>
  needsOf(
    Object.entries(context.rules).flatMap(([name, rule]) =>
      (readingsFor(context, name, rule)?.readings ?? []).map(reading =>
        readingSample(context, reading),
      ),
    ),
  );

/** @returns `null` where a rule speaks of another graph's attention. */
function readingsFor(
  context: StageContext,
  name: string,
  rule: HeadRule,
): (Pick<Reading, 'judgement'> & {readings: Reading[]}) | null {
  const role = roleIn(context, rule);
  if (!role) return null;
  const tokens = {
    queries: context.tokens,
    keys: role === 'cross' ? context.crossTokens : context.tokens,
    causal: role === 'self' && context.causal,
  };
  const judgement = judgementOf(name, rule, tokens);
  const sites = context.map.attention.filter(site => site.role === role);
  return {judgement, readings: sites.map(site => ({name, site, judgement, tokens}))};
}

/** Which attention of a graph a rule speaks of, `null` where it means another graph's. */
export function roleIn(
  {stack}: Pick<StageRun, 'stack'>,
  {of = 'cross'}: HeadRule,
): 'self' | 'cross' | null {
  if (stack === 'only') return 'self';
  if (stack === 'encoder') return of === 'encoder' ? 'self' : null;
  if (of === 'encoder') return null;
  return of === 'decoder' ? 'self' : 'cross';
}
