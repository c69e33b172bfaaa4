import {attention} from './attention.facts.ts';
import {attribution} from './attribution.facts.ts';
import {cache} from './cache.facts.ts';
import {experts} from './experts.facts.ts';
import {lens} from './lens.facts.ts';
import {map} from './map.facts.ts';
import {model} from './model.facts.ts';
import {neighbours} from './neighbours.facts.ts';
import {neurons} from './neurons.facts.ts';
import {nextToken} from './next-token.facts.ts';
import {parameters} from './parameters.facts.ts';
import {residual} from './residual.facts.ts';
import {tokens} from './tokens.facts.ts';

/** Kinds of figures, each with a scene of its name. */
export const KINDS = {
  tokens,
  attention,
  'next-token': nextToken,
  lens,
  attribution,
  residual,
  neurons,
  experts,
  cache,
  neighbours,
  map,
  parameters,
  model,
};

export type KindName = keyof typeof KINDS;

/** What each kind draws. */
export type FigureValues = {[K in KindName]: ReturnType<(typeof KINDS)[K]['read']>};
