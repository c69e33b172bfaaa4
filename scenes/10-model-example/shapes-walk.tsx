import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Bars} from 'attention-in-motion/components/Bars';
import {MatrixGrid} from 'attention-in-motion/components/MatrixGrid';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, turn} from 'attention-in-motion/motion/acts';
import {withDecimals} from 'attention-in-motion/script/numbers';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

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
