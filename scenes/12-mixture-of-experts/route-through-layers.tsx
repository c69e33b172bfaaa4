import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {RouteGrid} from 'attention-in-motion/components/RouteGrid';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, swap, unpick} from 'attention-in-motion/motion/acts';
import {route} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE, QUICK} from 'attention-in-motion/theme/motion';

import declaration from './route-through-layers.capture.ts';
import captured from './route-through-layers.captured';
import {readRoutes} from './route-through-layers.facts.ts';
import script from './route-through-layers.script';

/** Seconds for each layer that a token passes. */
const LAYER = 0.7;

export default makeScene2D(function* (view) {
  const told = readRoutes(openCapture(declaration, captured));
  const {tokens, routes, followed, experts, source} = told;
  const lesson = useLesson(view, script, told.facts);
  const seconds = LAYER * told.facts.layers;

  yield* lesson.cue('text');
  const strip = lesson.stage.fill(new TokenStrip({tokens, source}));
  yield* appear(strip);

  yield* lesson.cue('grid');
  const grid = new RouteGrid({
    tokens: told.labels,
    routes,
    experts,
    source,
    words: {
      layer: lesson.word('layer'),
      expert: lesson.word('expert'),
      all: lesson.word('all'),
    },
  });
  grid.token(followed[0]);
  yield* swap(strip, grid);

  yield* lesson.cue('first');
  yield* route(grid, {seconds});

  function* next(token: number): ThreadGenerator {
    yield* grid.picked(0, QUICK, EASE);
    grid.routed(0);
    grid.token(token);
    yield* grid.picked(1, QUICK, EASE);
    yield* route(grid, {seconds});
  }

  yield* lesson.cue('second');
  yield* next(followed[1]);

  yield* lesson.cue('third');
  yield* next(followed[2]);

  yield* lesson.cue('all');
  yield* grid.others(1, MOVE, EASE);

  yield* lesson.cue('number');
  yield* unpick(grid);
  yield* lesson.finish();
});
