import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import declaration from '../09-self-attention/causal-mask.capture.ts';
import captured from '../09-self-attention/causal-mask.captured';
import {openCapture} from '../captured/open-capture.ts';
import {LEGEND, Legend} from '../components/Legend.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import {columnsOf, rightOf, STAGE} from '../components/box.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {mask, softmax} from '../motion/verbs.ts';
import {percent} from '../script/interpolate.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import script from './matrix-grid.script';

export default makeScene2D(function* (view) {
  const {tokens, heads, attention} = openCapture(declaration, captured);
  const {layer, head, query, key} = heads.antecedent;
  const lesson = useLesson(view, script, {});
  const [box, side] = columnsOf(STAGE, ['rest', LEGEND.width], 2 * LAYOUT.air);
  const labels = tokens.map(tokenLabel);
  const grid = new MatrixGrid({
    values: attention.scores(layer, head),
    shares: attention.pattern(layer, head),
    ...{ramp: 'signed', rows: labels, columns: labels, box},
    axes: {rows: lesson.word('query'), columns: lesson.word('key')},
    aheadWord: lesson.word('future'),
  });
  const place = {right: rightOf(side), top: side.y};
  const scores = new Legend({
    ...place,
    label: lesson.word('score'),
    explains: {kind: 'ramp', ramp: 'signed', ends: grid.ends()},
  });
  const shares = new Legend({
    ...{...place, opacity: 0},
    label: lesson.word('share'),
    explains: {kind: 'ramp', ramp: 'share', ends: [percent(0), percent(1)]},
  });
  view.add([grid, scores, shares]);

  yield* lesson.cue('rows');
  yield* grid.shown(grid.count, SLOW * 3);

  yield* lesson.cue('picked');
  grid.row(query.index);
  grid.column(key.index);
  yield* grid.picked(1, MOVE, EASE);
  yield* grid.spotted(1, MOVE, EASE);

  yield* lesson.cue('mask');
  yield* all(grid.picked(0, QUICK), grid.spotted(0, QUICK));
  yield* mask(grid);

  yield* lesson.cue('whole');
  yield* all(softmax(grid), scores.opacity(0, QUICK), shares.opacity(1, QUICK));
  yield* grid.picked(1, MOVE, EASE);
  yield* grid.spotted(1, MOVE, EASE);
  yield* lesson.finish();
});
