import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Bars} from 'attention-in-motion/components/Bars';
import {Cells} from 'attention-in-motion/components/Cells';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask, fly, leave, pick, swap} from 'attention-in-motion/motion/acts';
import {score, softmax} from 'attention-in-motion/motion/verbs';
import {withDecimals} from 'attention-in-motion/script/numbers';
import {SLOW} from 'attention-in-motion/theme/motion';

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
  yield* ask(strip);

  yield* lesson.cue('vector');
  const names = new Names({names: head.names, from: i => strip.boxOf(i)});
  const after = {
    values: head.vectors,
    role: 'residual',
    title: lesson.word('vector'),
  } as const;
  const vectors = new Cells(after);
  const everyone = stage.insteadOf(
    strip,
    new Rows({
      of: tokens.length,
      loud: [last],
      follows: true,
      children: [names, vectors],
    }),
  );
  yield* all(appear(everyone), strip.opacity(0, SLOW));
  strip.remove();

  yield* lesson.cue('last');
  yield* pick(everyone, last);

  yield* lesson.cue('scores');
  const table = new Cells({
    values: head.rows,
    products: head.products,
    role: 'head',
    title: lesson.word('rows'),
    above: {values: head.vector, role: 'residual'},
  });
  const labelled = new Names({
    names: labels,
    title: lesson.word('token'),
    above: {name: head.names[last], role: 'residual'},
  });
  const rows = new Rows({
    // What stands above is none of the tokens that have a row.
    of: labels.length,
    above: labels.length + 1,
    loud: [0],
    others: {indices: [labels.length], name: lesson.word('others')},
    children: [labelled, table],
  });
  const flying = new VectorRow({
    values: head.vector,
    role: 'residual',
    box: everyone.boxOf(vectors, last),
    shown: 1,
  });
  stage.over(flying);
  yield* swap(everyone, rows);
  yield* fly(flying, rows.aboveBox(table));
  yield* leave(flying);
  const scores = new Figures({
    values: head.scores,
    role: 'head',
    title: lesson.word('score'),
    write: withDecimals(1),
  });
  yield* score([table, rows.join(scores)]);

  yield* lesson.cue('softmax');
  const shares = new Bars({
    values: head.shares,
    role: 'head',
    title: lesson.word('share'),
  });
  yield* softmax(rows.join(shares));

  yield* lesson.cue('all');

  yield* lesson.cue('best');
  yield* pick(rows, 0);
  yield* lesson.finish();
});
