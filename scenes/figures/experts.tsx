import {makeScene2D} from '@motion-canvas/2d';
import {waitFor} from '@motion-canvas/core';

import {RouteGrid} from '../components/RouteGrid.ts';
import {tokenLabel} from '../components/token-label.ts';
import {appear} from '../motion/acts.ts';
import {route} from '../motion/verbs.ts';
import {EASE, MOVE} from '../theme/motion.ts';
import {LAST_HOLD} from './hold.ts';
import {paddingNotes} from './notes.ts';
import {spell} from './spell.ts';
import {useFigure} from './use-figure.ts';

export default makeScene2D(function* (view) {
  const {values, words, stage} = useFigure(
    view,
    'experts',
    ({tokens, token, drawn, layers, padding}, words) => {
      const own = spell([tokens[token]]);
      const isPart = drawn.length < layers;
      return {
        title: words.routed(tokenLabel(own.tokens[0]), tokens.length),
        notes: [
          ...(isPart ? [words.theseLayers(drawn.join(', '), layers)] : []),
          ...paddingNotes({padding}, words),
          ...(own.hasBytes ? [words.bytes] : []),
        ],
      };
    },
  );
  const {routes, experts, source} = values;
  const grid = new RouteGrid({
    tokens: spell(values.tokens).tokens.map(tokenLabel),
    routes: routes.map(own =>
      own.map(({chosen, weights}) => ({chosen: [...chosen], weights: [...weights]})),
    ),
    experts,
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
  yield* waitFor(LAST_HOLD);
});
