import {makeScene2D} from '@motion-canvas/2d';

import {openCapture} from '../captured/open-capture.ts';
import {Bars} from '../components/Bars.ts';
import {Cells} from '../components/Cells.ts';
import {Figures} from '../components/Figures.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, leave, pick} from '../motion/acts.ts';
import {softmax} from '../motion/verbs.ts';
import {withDecimals} from '../script/numbers.ts';
import {EASE, MOVE} from '../theme/motion.ts';
import declaration from './lm-head.capture.ts';
import captured from './lm-head.captured';
import {readHead} from './lm-head.facts.ts';
import script from './lm-head.script';

export default makeScene2D(function* (view) {
  const head = readHead(openCapture(declaration, captured));
  const {tokens, source, last, labels} = head;
  const lesson = useLesson(view, script, head.facts);
  const {stage} = lesson;

  yield* lesson.cue('prompt');
  const strip = stage.fill(new TokenStrip({tokens, source, query: last}));
  yield* appear(strip);
  yield* strip.asking(1, MOVE, EASE);

  yield* lesson.cue('vector');
  const vector = stage.below(
    strip,
    new Rows({
      of: [last],
      isLow: true,
      children: [
        new Names({names: head.names}),
        new Cells({
          ...{values: head.vectors, role: 'residual', title: lesson.word('vector')},
        }),
      ],
    }),
  );
  yield* appear(vector);

  yield* lesson.cue('scores');
  const scores = new Figures({
    ...{values: head.scores, role: 'head', title: lesson.word('score')},
    write: withDecimals(1),
  });
  const rows = stage.below(
    vector,
    new Rows({
      of: labels.length,
      others: {indices: [labels.length], name: lesson.word('others')},
      loud: [0],
      children: [new Names({names: labels, title: lesson.word('token')}), scores],
    }),
  );
  yield* leave(strip);
  yield* appear(rows);

  yield* lesson.cue('softmax');
  const shares = new Bars({
    ...{values: head.shares, role: 'head', title: lesson.word('share')},
  });
  yield* softmax(rows.join(shares));

  yield* lesson.cue('all');

  yield* lesson.cue('best');
  yield* pick(rows, 0);
  yield* lesson.finish();
});
