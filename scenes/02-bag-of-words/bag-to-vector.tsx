import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {BigFigure} from 'attention-in-motion/components/BigFigure';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import {withDecimals} from 'attention-in-motion/script/numbers';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import captured from './bag-to-vector.captured';
import {readBag} from './bag-to-vector.facts.ts';
import type {Flight} from './bag-to-vector.facts.ts';
import script from './bag-to-vector.script';
import {Counts} from './Counts.ts';
import {Flights, send} from './Flights.ts';
import {Sentences} from './Sentences.ts';

export default makeScene2D(function* (view) {
  const {texts, shuffled, heads, flights, ...bag} = readBag(captured);
  const lesson = useLesson(view, script, bag.facts);
  const {stage} = lesson;

  yield* lesson.cue('sentences');
  const sentences = stage.fill(new Sentences({texts, shuffled}));
  yield* appear(sentences);

  yield* lesson.cue('cut');
  yield* sentences.cut(1, SLOW * 2, EASE);

  yield* lesson.cue('vocabulary');
  const flying = (of: readonly Flight[], to: (row: number) => number) =>
    new Flights({
      count: of.length,
      wayOf(index) {
        const {text, sentence, word, place, row} = of[index];
        const from = sentences.boxOf(sentence, word);
        return {text, from, to: counts.placeBox(place, to(row))};
      },
    });
  const collecting = flying(flights.slice(0, texts.length).flat(), () => 0);
  const counting = flying(flights.flat(), row => row + 1);
  const counts: Counts = new Counts({
    heads,
    open: () => bag.openAt(collecting.arrived),
    values: () => bag.countsAt(counting.arrived),
  });
  const names = [
    lesson.word('vocabulary'),
    ...texts.map((_, i) => `${lesson.word('row')} ${i + 1}`),
    lesson.word('shuffled'),
  ];
  const rows = stage.below(
    sentences,
    new Rows({
      of: names.length,
      grows: true,
      children: [
        new Names({
          names,
          face: 'text',
        }),
        counts,
      ],
    }),
  );
  stage.over(collecting, counting);
  yield* appear(rows, {to: 1});
  yield* send(collecting, {to: texts[0].length});

  yield* lesson.choose({known: bag.isKnown, other: !bag.isKnown});
  yield* send(collecting);

  /** A row comes, and the words of its sentence are counted into it. */
  function* count(row: number) {
    const {sentence} = flights[row][0];
    yield* all(appear(rows, {to: row + 2}), pick(sentences, sentence));
    yield* send(counting, {to: flights.slice(0, row + 1).flat().length});
  }

  yield* lesson.cue('first');
  yield* count(0);

  yield* lesson.cue('second');
  yield* count(1);

  yield* lesson.cue('similar');
  const cosine = stage.below(
    rows,
    new BigFigure({
      label: lesson.word('cosine'),
      value: bag.facts.cosine,
      write: withDecimals(2),
    }),
  );
  yield* all(unpick(sentences), pick(counts, ...bag.shared), appear(cosine));

  yield* lesson.cue('shuffled');
  yield* all(leave(cosine), unpick(counts), pick(sentences, shuffled.sentence));
  yield* sentences.shuffled(1, SLOW * 2, EASE);
  yield* count(texts.length);

  yield* lesson.cue('same');
  yield* pick(rows, 0, shuffled.sentence + 1, texts.length + 1);
  yield* lesson.finish();
});
