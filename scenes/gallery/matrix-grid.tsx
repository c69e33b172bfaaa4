import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Legend} from 'attention-in-motion/components/Legend';
import {MatrixGrid} from 'attention-in-motion/components/MatrixGrid';
import type {Ramp} from 'attention-in-motion/components/ramp';
import {tokenLabel} from 'attention-in-motion/components/token-label';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {pick, swap} from 'attention-in-motion/motion/acts';
import {mask, softmax} from 'attention-in-motion/motion/verbs';
import {percent} from 'attention-in-motion/script/interpolate';
import {EASE, MOVE, QUICK, SLOW} from 'attention-in-motion/theme/motion';

import declaration from '../09-self-attention/causal-mask.capture.ts';
import captured from '../09-self-attention/causal-mask.captured';
import script from './matrix-grid.script';

export default makeScene2D(function* (view) {
  const {tokens, heads, attention} = openCapture(declaration, captured);
  const {layer, head, query, key} = heads.antecedent;
  const lesson = useLesson(view, script, {});
  const labels = tokens.map(tokenLabel);
  const grid = new MatrixGrid({
    values: attention.scores(layer, head),
    shares: attention.pattern(layer, head),
    ramp: 'signed',
    rows: labels,
    columns: labels,
    axes: {
      rows: lesson.word('query'),
      columns: lesson.word('key'),
    },
    aheadWord: lesson.word('future'),
  });
  const legend = (label: string, ramp: Ramp, ends: readonly [string, string]): Legend =>
    new Legend({label, explains: {kind: 'ramp', ramp, ends}});
  const scores = legend(lesson.word('score'), 'signed', grid.ends());
  const shares = legend(lesson.word('share'), 'share', [percent(0), percent(1)]);
  lesson.stage.columns(grid, scores);
  scores.shown(1);

  yield* lesson.cue('rows');
  yield* grid.shown(grid.count, SLOW * 3);

  yield* lesson.cue('picked');
  grid.row(query.index);
  grid.column(key.index);
  yield* pick(grid);
  yield* grid.spotted(1, MOVE, EASE);

  yield* lesson.cue('mask');
  yield* all(grid.picked(0, QUICK), grid.spotted(0, QUICK));
  yield* mask(grid);

  yield* lesson.cue('whole');
  yield* all(softmax(grid), swap(scores, shares));
  yield* pick(grid);
  yield* grid.spotted(1, MOVE, EASE);
  yield* lesson.finish();
});
