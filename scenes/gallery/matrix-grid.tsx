import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import declaration from '../09-self-attention/causal-mask.capture.ts';
import captured from '../09-self-attention/causal-mask.captured';
import {openCapture} from '../captured/open-capture.ts';
import {Legend} from '../components/Legend.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import type {Ramp} from '../components/ramp.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {pick, swap} from '../motion/acts.ts';
import {mask, softmax} from '../motion/verbs.ts';
import {percent} from '../script/interpolate.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
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
