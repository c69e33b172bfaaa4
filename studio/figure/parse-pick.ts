import type {HeadRule} from '../../data-extract/stage/head-rule.ts';
import {didYouMean} from '../../foundations/did-you-mean.ts';
import {flagError} from '../command-line/flag-values.ts';

const RULES = ['previous-token', 'next-token', 'first-token', 'most-even'] as const;

/**
 * The rule that `--pick` names: one of a name, or `it>bird`, the head with most weight
 * from one token on another.
 *
 * @throws UserError for anything else.
 */
export function parsePick(text: string): HeadRule {
  const rule = RULES.find(name => name === text);
  if (rule) return {rule};
  const [from, to, ...more] = text.split('>');
  if (to !== undefined && from !== '' && to !== '' && more.length === 0)
    return {rule: 'most-mass', from: {token: from}, to: {token: to}};
  throw flagError(
    `--pick ${text} is no rule.${didYouMean(text, RULES)}`,
    `Give one of: ${RULES.join(', ')}; or two tokens, e.g. "it>bird".`,
  );
}
