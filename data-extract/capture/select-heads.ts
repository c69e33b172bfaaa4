import type {HeadRule, TokenQuery} from '../declaration.ts';
import {UserError} from '../user-error.ts';
import type {CapturedToken, HeadSelection} from './format.ts';

/** Patterns of one layer `[head, query, key]`, row-major. */
export interface LayerPatterns {
  layer: number;
  heads: number;
  data: Float32Array;
}

/**
 * Choose a head by rule. Ties go to the lower layer, then to the lower head.
 *
 * @param name - The selection's name, for messages.
 * @param patterns - All layers, in order.
 * @param tokens - The tokens that the patterns are about.
 * @throws UserError where a token of the rule does not stand in the text.
 */
export function selectHead(
  name: string,
  rule: HeadRule,
  patterns: readonly LayerPatterns[],
  tokens: readonly CapturedToken[],
): HeadSelection {
  const from = 'from' in rule ? positionOf(rule.from, tokens, `heads.${name}.from`) : null;
  const to = 'to' in rule ? positionOf(rule.to, tokens, `heads.${name}.to`) : null;
  if (from !== null && to !== null && to > from) {
    throw new UserError(
      'declaration',
      `heads.${name}: token ${to} comes after token ${from}, which cannot see it.`,
      'Let the rule go from a later token to an earlier one.',
    );
  }
  const count = tokens.length;
  const score = scoreOf(rule, from, to, count);
  let best: HeadSelection | null = null;
  for (const {layer, heads, data} of patterns) {
    for (let head = 0; head < heads; head++) {
      const value = score(data.subarray(head * count * count, (head + 1) * count * count));
      if (best === null || value > best.score) {
        best = {layer, head, score: value, rule: rule.rule, from, to};
      }
    }
  }
  if (!best) throw new Error('there are no patterns to choose a head from');
  return best;
}

type Score = (pattern: Float32Array) => number;

function scoreOf(rule: HeadRule, from: number | null, to: number | null, count: number): Score {
  // The first query sees itself alone, so it tells nothing about a head.
  const meanOverQueries =
    (row: (pattern: Float32Array, query: number) => number): Score =>
    pattern => {
      let sum = 0;
      for (let query = 1; query < count; query++) sum += row(pattern, query);
      return count > 1 ? sum / (count - 1) : 0;
    };
  switch (rule.rule) {
    case 'most-mass':
      return pattern => pattern[(from ?? 0) * count + (to ?? 0)];
    case 'previous-token':
      return meanOverQueries((pattern, query) => pattern[query * count + query - 1]);
    case 'first-token':
      return meanOverQueries((pattern, query) => pattern[query * count]);
    case 'most-even':
      return meanOverQueries(evenness(count));
  }
}

/** Entropy of a row over the tokens it sees, 1 for uniform. */
const evenness =
  (count: number) =>
  (pattern: Float32Array, query: number): number => {
    let entropy = 0;
    for (let key = 0; key <= query; key++) {
      const weight = pattern[query * count + key];
      if (weight > 0) entropy -= weight * Math.log(weight);
    }
    return entropy / Math.log(query + 1);
  };

function positionOf(
  {token, occurrence = -1}: TokenQuery,
  tokens: readonly CapturedToken[],
  field: string,
): number {
  const positions = tokens.flatMap(({text}, i) => (text?.replace(/^ /, '') === token ? [i] : []));
  const position = positions.at(occurrence);
  if (position !== undefined) return position;
  const known = tokens.map(({text, bytes}) => text ?? bytes).join('|');
  throw new UserError(
    'declaration',
    `${field}: token "${token}" (occurrence ${occurrence}) is not among the tokens ${known}.`,
    'Name a token as this model splits the text.',
  );
}
