import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {RouteGrid} from '../components/RouteGrid.ts';
import {expertLoads} from '../components/route-edges.ts';
import {tokenLabel} from '../components/token-label.ts';
import {appear} from '../motion/acts.ts';
import {route} from '../motion/verbs.ts';
import {EASE, MOVE} from '../theme/motion.ts';
import {paddingNotes} from './notes.ts';
import {spell} from './spell.ts';
import type {ExpertsFigure} from './experts.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'experts', {texts, draw});
});

function texts(
  {tokens, token, drawn, layers, padding}: ExpertsFigure,
  words: FigureWords,
): FigureTexts {
  const own = spell([tokens[token]]);
  const isPart = drawn.length < layers;
  return {
    title: words.routed(tokenLabel(own.tokens[0]), tokens.length),
    notes: [
      ...words.routedBy,
      ...(isPart ? [words.theseLayers(drawn.join(', '), layers)] : []),
      ...paddingNotes({padding}, words),
      ...(own.hasBytes ? [words.bytes] : []),
    ],
  };
}

function* draw({
  values,
  every,
  words,
  stage,
}: SideToDraw<ExpertsFigure>): ThreadGenerator {
  const {routes, drawn, experts, source} = values;
  const grid = new RouteGrid({
    tokens: spell(values.tokens).tokens.map(tokenLabel),
    routes: routes.map(own =>
      own.map(({chosen, weights}) => ({chosen: [...chosen], weights: [...weights]})),
    ),
    layers: drawn,
    experts,
    darkest: Math.max(...every.map(largestLoad)),
    source,
    words: {
      layer: words.layer,
      expert: words.expert,
      all: words.count(values.tokens.length),
    },
  });
  grid.token(values.token);
  stage.fill(grid);
  yield* appear(grid);
  yield* route(grid);
  yield* grid.others(1, MOVE, EASE);
}

/** The largest share of all weights that an expert has. */
const largestLoad = ({routes, experts}: ExpertsFigure): number =>
  Math.max(...expertLoads(routes, experts).flat());
