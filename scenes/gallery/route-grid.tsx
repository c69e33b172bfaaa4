import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {RouteGrid} from 'attention-in-motion/components/RouteGrid';
import {tokenLabel} from 'attention-in-motion/components/token-label';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {unpick} from 'attention-in-motion/motion/acts';
import {route} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE, QUICK} from 'attention-in-motion/theme/motion';

import declaration from './moe.capture.ts';
import captured from './moe.captured';
import script from './route-grid.script';

const TOKENS = {first: ' ball', second: ' Lily'};

export default makeScene2D(function* (view) {
  const {tokens: own, router, source} = openCapture(declaration, captured);
  const {layers} = router;
  const indexOf = (wanted: string): number => own.findIndex(({text}) => text === wanted);
  const first = indexOf(TOKENS.first);
  const second = indexOf(TOKENS.second);
  const tokens = own.map(tokenLabel);
  const lesson = useLesson(view, script, {
    first: tokens[first],
    second: tokens[second],
    count: tokens.length,
    layers: layers.length,
    experts: layers[0].experts,
  });
  const grid = new RouteGrid({
    tokens,
    routes: tokens.map((_, token) => layers.map(({positions}) => positions[token])),
    experts: layers[0].experts,
    source,
    words: {
      layer: lesson.word('layer'),
      expert: lesson.word('expert'),
      all: lesson.word('all'),
    },
    shown: 1,
  });
  grid.token(first);
  lesson.stage.fill(grid);

  yield* lesson.cue('rest');

  yield* lesson.cue('route');
  yield* route(grid);

  yield* lesson.cue('other');
  yield* grid.picked(0, QUICK, EASE);
  grid.routed(0);
  grid.token(second);
  grid.picked(1);
  yield* route(grid);

  yield* lesson.cue('whole');
  yield* grid.others(1, MOVE, EASE);

  yield* lesson.cue('all');
  yield* unpick(grid);
  yield* lesson.finish();
});
