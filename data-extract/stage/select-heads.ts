import {UserError} from '../../foundations/user-error.ts';
import {entropiesOf, judgementOf} from './head-judgement.ts';
import type {HeadJudgement, PatternTokens} from './head-judgement.ts';
import type {HeadRule, HeadSelection} from './head-rule.ts';

/** Patterns of one layer `[head, query, key]`, row-major. */
export interface LayerPatterns {
  layer: number;
  heads: number;
  data: Float32Array;
}

/** What a rule reads of the heads of one layer. */
export interface LayerReadings {
  layer: number;
  heads: number;
  read(head: number): ArrayLike<number>;
}

/**
 * Choose a head by rule. Ties go to the lower layer, then to the lower head; where the
 * rule names a head itself, that one is taken.
 *
 * @param name - The selection's name, for messages.
 * @param patterns - All layers, in order.
 * @param tokens - What the patterns are about.
 * @throws UserError where a token of the rule does not stand in the text, or the model
 * lacks the head that the rule names.
 */
export function selectHead(
  name: string,
  rule: HeadRule,
  patterns: readonly LayerPatterns[],
  tokens: PatternTokens,
): HeadSelection {
  const judgement = judgementOf(name, rule, tokens);
  const layers = patterns.map(own => readingsOf(own, judgement, tokens));
  return selectRead(name, rule, judgement, layers);
}

/** What a rule reads of patterns that are there whole. */
export function readingsOf(
  {layer, heads, data}: LayerPatterns,
  {entries}: HeadJudgement,
  {queries, keys}: PatternTokens,
): LayerReadings {
  const size = queries.length * keys.length;
  const read = (head: number): ArrayLike<number> => {
    const pattern = data.subarray(head * size, (head + 1) * size);
    return entries === null
      ? entropiesOf(pattern, keys.length)
      : entries.map(entry => pattern[entry]);
  };
  return {layer, heads, read};
}

/** The same of what was read already. */
export function selectRead(
  name: string,
  rule: HeadRule,
  {from, to, score}: HeadJudgement,
  layers: readonly LayerReadings[],
): HeadSelection {
  let best: HeadSelection | null = null;
  for (const {layer, heads, read} of layers) {
    for (let head = 0; head < heads; head++) {
      if (rule.at && (rule.at.layer !== layer || rule.at.head !== head)) continue;
      const value = score(read(head));
      if (best === null || value > best.score) {
        best = {layer, head, score: value, rule: rule.rule, from, to};
      }
    }
  }
  if (best) return best;
  if (rule.at && layers.length > 0) {
    throw new UserError(
      'declaration',
      `heads.${name}.at: the model has no head ${rule.at.head} in layer ${rule.at.layer}.`,
      `It has layers 0 to ${layers.length - 1} with ${layers[0].heads} heads each; leave \`at\` out to take the best.`,
    );
  }
  throw new UserError(
    'declaration',
    `heads.${name}: the model has no attention to choose a head from.`,
    'Leave the rule out.',
  );
}
