import type {CapturedToken} from '../../data-extract/text/token.ts';
import {openCapture} from '../captured/open-capture.ts';
import type {Source} from '../captured/tensor.ts';
import {evenly} from '../components/evenly.ts';
import type {FigureKind} from './figure-kind.ts';
import {tokenPlace} from './token-place.ts';
import {tokensRead, withoutPadding} from './without-padding.ts';

/** Experts that a router has chosen for a token, with their weights. */
interface Route {
  chosen: readonly number[];
  weights: readonly number[];
}

/** The ways of all tokens through the experts; one token's is loud. */
export interface ExpertsFigure {
  tokens: readonly CapturedToken[];
  /** Index of the loud one. */
  token: number;
  /** `[token][layer]`, of the layers that are drawn. */
  routes: readonly (readonly Route[])[];
  experts: number;
  /** Number of each layer that is drawn, and how many have experts. */
  drawn: readonly number[];
  layers: number;
  /** How many padding tokens are left out. */
  padding: number;
  source: Source;
}

const MOST_LAYERS = 8;

export const experts: FigureKind<ExpertsFigure> = {
  shows: 'which experts the router chooses for a token, and for all of the text',
  of: 'model',
  views: [],
  takes: ['token'],
  asksAt: false,
  readsText: true,
  probes: () => ({router: {}}),
  lacks: ({results}) => (results.router ? null : 'router'),
  read(files, {token}) {
    const opened = openCapture({role: 'moe', text: '', probes: {router: {}}}, files);
    const {router, source} = opened;
    const {tokens, places, padding} = withoutPadding(tokensRead(opened));
    const place = tokenPlace(tokens, token, tokens.length - 1);
    const layers = evenly(router.layers.length, MOST_LAYERS).map(i => router.layers[i]);
    return {
      tokens,
      token: place,
      source,
      padding,
      routes: places.map(at =>
        layers.map(({positions}) => {
          const {chosen, weights} = positions[at];
          return {chosen, weights};
        }),
      ),
      experts: Math.max(...layers.map(layer => layer.experts)),
      drawn: layers.map(({layer}) => layer),
      layers: router.layers.length,
    };
  },
};
