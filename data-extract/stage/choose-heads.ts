import type {HeadSelection, HeadRule} from './head-rule.ts';
import {selectHead} from './select-heads.ts';
import type {LayerPatterns} from './select-heads.ts';
import {patternOf} from './stage-run.ts';
import type {StageContext, StageRun} from './stage-run.ts';

/** Choose heads by rule: those whose rule speaks of the attention of this graph. */
export function chooseHeads(
  run: Omit<StageRun, 'chosen' | 'halfCache'>,
): Record<string, HeadSelection> {
  return Object.fromEntries(
    Object.entries(run.rules).flatMap(([name, rule]) => {
      const role = roleIn(run, rule);
      if (!role) return [];
      const patterns = run.map.attention
        .filter(site => site.role === role)
        .map((site): LayerPatterns => {
          const {data, shape} = patternOf(run, site.pattern);
          return {layer: site.layer, heads: shape[0], data};
        });
      const keys = role === 'cross' ? run.crossTokens : run.tokens;
      const causal = role === 'self' && run.causal;
      const tokens = {queries: run.tokens, keys, causal};
      return [[name, selectHead(name, rule, patterns, tokens)]];
    }),
  );
}

/** Tensors that heads are chosen by: the whole patterns that rules speak of. */
export const patternsForHeads = (
  context: Pick<StageContext, 'stack' | 'map' | 'rules'>,
): string[] =>
  Object.values(context.rules).flatMap(rule => {
    const role = roleIn(context, rule);
    return context.map.attention.flatMap(site =>
      site.role === role ? [site.pattern] : [],
    );
  });

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
