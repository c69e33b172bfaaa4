import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Bars} from 'attention-in-motion/components/Bars';
import {Cells} from 'attention-in-motion/components/Cells';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, fly, leave, pick, turn, unpick} from 'attention-in-motion/motion/acts';
import {mask, score, softmax} from 'attention-in-motion/motion/verbs';
import {figure, withDecimals} from 'attention-in-motion/script/numbers';
import {EASE, MOVE, QUICK} from 'attention-in-motion/theme/motion';

import declaration from './relevance-scoring.capture.ts';
import captured from './relevance-scoring.captured';
import {readScores} from './relevance-scoring.facts.ts';
import script from './relevance-scoring.script';

const oneDecimal = withDecimals(1);
const twoDecimals = withDecimals(2);

export default makeScene2D(function* (view) {
  const head = readScores(openCapture(declaration, captured));
  const {query, target, best, second, turned, size} = head;
  const lesson = useLesson(view, script, head.facts);
  const {stage} = lesson;

  yield* lesson.cue('rows');
  const keys = new Cells({
    values: head.k,
    role: 'key',
    title: lesson.word('keys'),
    products: head.products,
    above: {
      values: head.q,
      role: 'query',
    },
  });
  const rows = stage.fill(
    new Rows({
      of: head.keyRows.rows,
      above: query,
      sees: query,
      loud: [query, best],
      others: {
        indices: head.keyRows.others,
        name: lesson.word('others'),
      },
      children: [
        new Names({
          names: head.labels,
          above: {
            name: lesson.word('query'),
            role: 'query',
          },
          roles: {[query]: 'query'},
        }),
        keys,
      ],
    }),
  );
  yield* appear(rows);

  yield* lesson.choose({turned: turned !== null, unturned: turned === null});
  if (turned) {
    const positions = new Figures({
      values: head.positions,
      title: lesson.word('position'),
      isMuted: true,
      isAbove: true,
    });
    yield* appear(rows.join(positions, keys));
    yield* turn(keys, turned.k, {above: turned.q});
  }

  yield* lesson.cue('terms');
  const q = new VectorRow({
    values: turned?.q ?? head.q,
    role: 'query',
    box: rows.aboveBox(keys),
    shown: 1,
  });
  stage.over(q);
  yield* pick(rows, target);
  yield* fly(q, rows.boxOf(keys, target));
  yield* all(keys.multiplied(1, MOVE, EASE), leave(q));
  const terms = stage.rightOf(
    rows,
    new Rows({
      of: head.chosen,
      others: {indices: head.rest, name: lesson.word('more')},
      children: [
        new Names({names: head.components}),
        new Figures({
          values: head.terms.q,
          role: 'query',
          title: 'q',
          write: twoDecimals,
        }),
        new Figures({values: head.terms.k, role: 'key', title: 'k', write: twoDecimals}),
        new Bars({
          values: head.terms.products,
          role: 'score',
          write: oneDecimal,
          title: `q · k = ${oneDecimal(head.facts.raw)}`,
          limit: 'largest',
        }),
      ],
    }),
  );
  yield* appear(terms);

  yield* lesson.cue('all');
  yield* leave(terms);
  yield* all(unpick(rows), keys.multiplied(0, QUICK));
  const sums = rows.join(
    new Figures({values: head.raw, role: 'score', title: 'q · k', write: oneDecimal}),
  );
  yield* score([keys, sums]);

  yield* lesson.choose({root: head.isRoot, scaled: !head.isRoot});
  const scaled = new Figures({
    values: head.scaled,
    role: 'score',
    write: twoDecimals,
    whenMasked: '−∞',
    title: head.isRoot ? `÷ √${size}` : `× ${figure(head.scale, 3)}`,
  });
  yield* score(rows.join(scaled));

  yield* lesson.cue('mask', {
    when: rows.hidden > 0,
    play: () => mask(rows, {to: rows.hidden}),
  });

  yield* lesson.cue('softmax');
  const title = lesson.word('softmax');
  yield* softmax(rows.join(new Bars({values: head.shares, role: 'score', title})));

  yield* lesson.cue('sharp', {
    when: second !== null,
    play: () => pick(rows, best, second ?? best),
  });
  yield* lesson.finish();
});
