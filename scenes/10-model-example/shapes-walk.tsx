import {makeScene2D} from '@motion-canvas/2d';

import {openCapture} from '../captured/open-capture.ts';
import {Bars} from '../components/Bars.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {VectorRow} from '../components/VectorRow.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, leave, pick, turn} from '../motion/acts.ts';
import {withDecimals} from '../script/numbers.ts';
import {EASE, MOVE} from '../theme/motion.ts';
import declaration from './shapes-walk.capture.ts';
import captured from './shapes-walk.captured';
import {readShapes} from './shapes-walk.facts.ts';
import script from './shapes-walk.script';

export default makeScene2D(function* (view) {
  const shapes = readShapes(openCapture(declaration, captured));
  const {tokens, source, labels, last} = shapes;
  const lesson = useLesson(view, script, shapes.facts);
  const {stage} = lesson;

  yield* lesson.cue('ids');
  const strip = stage.fill(new TokenStrip({tokens, source, query: last, withIds: true}));
  yield* appear(strip);
  yield* strip.ids(tokens.length, MOVE, EASE);

  yield* lesson.cue('embed');
  const matrix = stage.below(
    strip,
    new MatrixGrid({
      values: shapes.embedded,
      ramp: 'signed',
      role: 'residual',
      rows: labels,
      title: lesson.word('vectors'),
      most: 96,
    }),
  );
  yield* appear(matrix);

  yield* lesson.cue('layers');
  for (const values of shapes.after) yield* turn(matrix, values);

  yield* lesson.cue('last');
  matrix.row(last);
  yield* pick(matrix);
  const vector = stage.below(
    matrix,
    new VectorRow({
      values: shapes.vector,
      role: 'residual',
      bracketSide: 'right',
      label: lesson.word('vector'),
    }),
  );
  yield* leave(strip);
  yield* appear(vector);

  yield* lesson.cue('head');
  const scores = stage.below(
    vector,
    new Rows({
      of: shapes.best.length,
      children: [
        new Names({names: shapes.best}),
        new Bars({
          values: shapes.scores,
          role: 'head',
          title: lesson.word('logit'),
          limit: 'largest',
          write: withDecimals(2),
        }),
      ],
    }),
  );
  yield* leave(matrix);
  yield* appear(scores);

  yield* lesson.cue('argmax');
  yield* pick(scores, 0);
  yield* lesson.finish();
});
