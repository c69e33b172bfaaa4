import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {CapturedToken} from '../text/token.ts';
import type {HeadRule, TokenQuery} from './head-rule.ts';
import {positionsOf} from './token-positions.ts';

/** The tokens of a pattern. */
export interface PatternTokens {
  queries: readonly CapturedToken[];
  keys: readonly CapturedToken[];
  /** Whether a query sees earlier keys only. */
  causal: boolean;
}

/** What a rule reads of a head's pattern, and what it makes of that. */
export interface HeadJudgement {
  /** Positions that the rule's tokens resolved to, `null` where it has none. */
  from: number | null;
  to: number | null;
  /**
   * Which entries of the pattern `[query, key]` are read, row-major; `null`: the entropy of
   * each row instead.
   */
  entries: readonly number[] | null;
  /** The figure that the rule maximises, 0 to 1, of what was read. */
  score(read: ArrayLike<number>): number;
}

const RULES: readonly HeadRule['rule'][] = [
  'most-mass',
  'previous-token',
  'next-token',
  'first-token',
  'most-even',
];

/**
 * How a rule judges the heads of a text.
 *
 * @param name - The selection's name, for messages.
 * @throws UserError where a token of the rule does not stand in the text, or no head can
 * do what it speaks of.
 */
export function judgementOf(
  name: string,
  rule: HeadRule,
  {queries, keys, causal}: PatternTokens,
): HeadJudgement {
  if (!RULES.includes(rule.rule)) {
    throw new UserError(
      'declaration',
      `heads.${name}: there is no rule ${JSON.stringify(rule.rule)}.${didYouMean(String(rule.rule), RULES)}`,
      `There are ${RULES.join(', ')}.`,
    );
  }
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
  const sizes = {queries: queries.length, keys: keys.length, causal};
  return {from, to, ...readingOf(rule, {from: from ?? 0, to: to ?? 0}, sizes)};
}

function readingOf(
  {rule}: HeadRule,
  {from, to}: {from: number; to: number},
  {queries, keys, causal}: {queries: number; keys: number; causal: boolean},
): Pick<HeadJudgement, 'entries' | 'score'> {
  // In a causal pattern the first query sees itself alone, which tells nothing of a head.
  const first = causal ? 1 : 0;
  const meanOf = (
    keyOf: (query: number) => number,
    start: number,
    end: number,
  ): Pick<HeadJudgement, 'entries' | 'score'> => ({
    entries: range(start, end).map(query => query * keys + keyOf(query)),
    score: mean,
  });
  switch (rule) {
    case 'most-mass':
      return {entries: [from * keys + to], score: read => read[0]};
    case 'previous-token':
      return meanOf(query => query - 1, 1, Math.min(queries, keys + 1));
    case 'next-token':
      return meanOf(query => query + 1, 0, Math.min(queries, keys - 1));
    case 'first-token':
      return meanOf(() => 0, first, queries);
    case 'most-even':
      return {
        entries: null,
        score: entropies =>
          mean(
            range(first, queries).map(query => {
              const visible = causal ? query + 1 : keys;
              return visible > 1 ? entropies[query] / Math.log(visible) : 1;
            }),
          ),
      };
  }
}

const range = (start: number, end: number): number[] =>
  Array.from({length: Math.max(0, end - start)}, (_, i) => start + i);

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return values.length > 0 ? sum / values.length : 0;
}

/** The entropy of each row of a pattern `[query, key]`; what is hidden adds nothing. */
export function entropiesOf(pattern: Float32Array, keys: number): number[] {
  return range(0, pattern.length / keys).map(query => {
    let entropy = 0;
    for (let at = query * keys; at < (query + 1) * keys; at++) {
      const weight = pattern[at];
      if (weight > 0) entropy -= weight * Math.log(weight);
    }
    return entropy;
  });
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
