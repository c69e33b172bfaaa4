import {attention} from './attention.facts.ts';
import {attribution} from './attribution.facts.ts';
import {lens} from './lens.facts.ts';
import {nextToken} from './next-token.facts.ts';
import {tokens} from './tokens.facts.ts';

/** Kinds of figures, each with a scene of its name. */
export const KINDS = {
  tokens,
  attention,
  'next-token': nextToken,
  lens,
  attribution,
};

export type KindName = keyof typeof KINDS;

/** What each kind draws. */
export type FigureValues = {[K in KindName]: ReturnType<(typeof KINDS)[K]['read']>};
