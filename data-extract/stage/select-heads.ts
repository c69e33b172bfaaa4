import {UserError} from '../../foundations/user-error.ts';
import type {CapturedToken} from '../text/token.ts';
import type {HeadRule, TokenQuery, HeadSelection} from './head-rule.ts';
import {positionsOf} from './token-positions.ts';

/** Patterns of one layer `[head, query, key]`, row-major. */
export interface LayerPatterns {
  layer: number;
  heads: number;
  data: Float32Array;
}

/** The tokens of a pattern. */
export interface PatternTokens {
  queries: readonly CapturedToken[];
  keys: readonly CapturedToken[];
  /** Whether a query sees earlier keys only. */
  causal: boolean;
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
  {queries, keys, causal}: PatternTokens,
): HeadSelection {
  const from =
    'from' in rule ? positionOf(rule.from, queries, `heads.${name}.from`) : null;
  const to = 'to' in rule ? positionOf(rule.to, keys, `heads.${name}.to`) : null;
  if (causal && from !== null && to !== null && to > from) {
    throw new UserError(
      'declaration',
      `heads.${name}: token ${to} comes after token ${from}, which cannot see it.`,
      'Let the rule go from a later token to an earlier one.',
    );
  }
  if (causal && rule.rule === 'next-token') {
    throw new UserError(
      'declaration',
      `heads.${name}: no token of a causal model sees the next one.`,
      'Use the rule for an encoder, or take previous-token.',
    );
  }
  const size = queries.length * keys.length;
  const score = scoreOf(rule, from, to, queries.length, keys.length, causal);
  let best: HeadSelection | null = null;
  for (const {layer, heads, data} of patterns) {
    for (let head = 0; head < heads; head++) {
      if (rule.at && (rule.at.layer !== layer || rule.at.head !== head)) continue;
      const value = score(data.subarray(head * size, (head + 1) * size));
      if (best === null || value > best.score) {
        best = {layer, head, score: value, rule: rule.rule, from, to};
      }
    }
  }
  if (!best && rule.at && patterns.length > 0) {
    throw new UserError(
      'declaration',
      `heads.${name}.at: the model has no head ${rule.at.head} in layer ${rule.at.layer}.`,
      `It has layers 0 to ${patterns.length - 1} with ${patterns[0].heads} heads each; leave \`at\` out to take the best.`,
    );
  }
  if (!best) {
    throw new UserError(
      'declaration',
      `heads.${name}: the model has no attention to choose a head from.`,
      'Leave the rule out.',
    );
  }
  return best;
}

type Score = (pattern: Float32Array) => number;

function scoreOf(
  rule: HeadRule,
  from: number | null,
  to: number | null,
  queries: number,
  keys: number,
  causal: boolean,
): Score {
  // In a causal pattern the first query sees itself alone, which tells nothing of a head.
  const first = causal ? 1 : 0;
  const meanOverQueries =
    (
      row: (pattern: Float32Array, query: number) => number,
      start = first,
      end = queries,
    ): Score =>
    pattern => {
      let sum = 0;
      for (let query = start; query < end; query++) sum += row(pattern, query);
      return end > start ? sum / (end - start) : 0;
    };
  switch (rule.rule) {
    case 'most-mass':
      return pattern => pattern[(from ?? 0) * keys + (to ?? 0)];
    case 'previous-token':
      return meanOverQueries((pattern, query) => pattern[query * keys + query - 1], 1);
    case 'next-token':
      return meanOverQueries(
        (pattern, query) => pattern[query * keys + query + 1],
        0,
        Math.min(queries, keys - 1),
      );
    case 'first-token':
      return meanOverQueries((pattern, query) => pattern[query * keys]);
    case 'most-even':
      return meanOverQueries((pattern, query) =>
        evenness(pattern, query * keys, causal ? query + 1 : keys),
      );
  }
}

/** Entropy of a row over the tokens it sees, 1 for uniform. */
function evenness(pattern: Float32Array, start: number, visible: number): number {
  let entropy = 0;
  for (let key = 0; key < visible; key++) {
    const weight = pattern[start + key];
    if (weight > 0) entropy -= weight * Math.log(weight);
  }
  return visible > 1 ? entropy / Math.log(visible) : 1;
}

function positionOf(
  {token, occurrence = -1}: TokenQuery,
  tokens: readonly CapturedToken[],
  field: string,
): number {
  const position = positionsOf(token, tokens).at(occurrence);
  if (position !== undefined) return position;
  const known = tokens.map(({text, bytes}) => text ?? bytes).join('|');
  throw new UserError(
    'declaration',
    `${field}: token "${token}" (occurrence ${occurrence}) is not among the tokens ${known}.`,
    'Name a token as this model splits the text.',
  );
}
