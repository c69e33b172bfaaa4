import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {openWordVectors} from 'attention-in-motion/captured/word-vectors';
import {Bars} from 'attention-in-motion/components/Bars';
import {Cells} from 'attention-in-motion/components/Cells';
import {Chips} from 'attention-in-motion/components/Chips';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {chooseKeys} from 'attention-in-motion/components/key-rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import {compare, mask, score, softmax, strike} from 'attention-in-motion/motion/verbs';
import {figure} from 'attention-in-motion/script/numbers';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import ranking from '../03-word-embeddings/colour-rows.captured';
import declaration from '../09-self-attention/relevance-scoring.capture.ts';
import captured from '../09-self-attention/relevance-scoring.captured';
import {readScores} from '../09-self-attention/relevance-scoring.facts.ts';
import script from './rows.script';

/** Fewer than there are, so that some are summed up. */
const ROWS = 9;

export default makeScene2D(function* (view) {
  const head = readScores(openCapture(declaration, captured));
  const {query, best, second, labels, shares} = head;
  const keyRows = chooseKeys(shares.data, query, ROWS);
  const lesson = useLesson(view, script, {
    token: labels[query],
    others: keyRows.others.length,
  });

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
  const rows = lesson.stage.fill(
    new Rows({
      of: keyRows.rows,
      above: query,
      sees: query,
      loud: [query, best],
      others: {
        indices: keyRows.others,
        name: lesson.word('others'),
      },
      children: [
        new Names({
          names: labels,
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

  yield* lesson.cue('products');
  const scores = new Figures({
    values: head.scaled,
    role: 'score',
    title: lesson.word('score'),
    whenMasked: '−∞',
  });
  yield* score([keys, rows.join(scores)]);

  yield* lesson.cue('whole');
  yield* mask(rows, {to: rows.hidden});
  const title = lesson.word('share');
  yield* softmax(rows.join(new Bars({values: shares, role: 'score', title})));

  yield* lesson.cue('picked');
  const before = new Chips({
    // What is masked has none: faded from the start, it could never be read.
    chips: labels.map((_, i) =>
      labels.slice(i > query ? i : Math.max(0, i - 2), i).map(label => ({label})),
    ),
    source: head.scaled.source,
    title: lesson.word('tokens'),
  });
  yield* all(pick(rows, best, second ?? best), appear(rows.join(before, keys)));

  yield* lesson.cue('sorted');
  const order = [...keyRows.rows].sort((a, b) => shares.data[b] - shares.data[a]);
  const places = [...keyRows.rows.map(key => order.indexOf(key)), keyRows.rows.length];
  yield* unpick(rows);
  yield* rows.order(places, SLOW * 2, EASE);

  yield* lesson.cue('ranked');
  yield* leave(rows);
  const vectors = openWordVectors(ranking);
  const {terms, all: near} = vectors.analogy('sum');
  const [word] = vectors.asked;
  const cosines = (of: readonly number[]): Tensor =>
    Tensor.of(of, 'word', vectors.source);
  const ago = near.map(
    one => vectors.nearest(word).find(own => own.word === one.word)?.cosine ?? NaN,
  );
  const names = new Names({
    names: near.map(one => one.word),
    struck: [...near.keys()].filter(i => terms.some(own => own.word === near[i].word)),
  });
  const bars = new Bars({
    values: cosines(near.map(({cosine}) => cosine)),
    was: cosines(ago),
    role: 'score',
    write: cosine => figure(cosine, 3),
  });
  const list = lesson.stage.fill(
    new Rows({
      of: near.length,
      most: near.length - 1,
      grows: true,
      title: lesson.word('ranked'),
      children: [names, bars],
    }),
  );
  yield* appear(list, {to: 2});
  yield* appear(list);
  yield* all(strike(names), compare(bars));
  yield* lesson.finish();
});
