import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import captured from '../03-word-embeddings/colour-rows.captured';
import {openWordVectors} from '../captured/word-vectors.ts';
import {ColourRow} from '../components/ColourRow.ts';
import {Note} from '../components/Note.ts';
import {RankedList} from '../components/RankedList.ts';
import {bottomOf, columnsOf, rightOf, STAGE} from '../components/box.ts';
import {robustLimit} from '../components/row-cells.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import script from './colour-row.script';

const ROW = {labelLeft: STAGE.x, left: 330, width: 1350, height: 72} as const;
const TOPS = [STAGE.y + 30, STAGE.y + 140] as const;

export default makeScene2D(function* (view) {
  const lesson = useLesson(view, script, {});
  const vectors = openWordVectors(captured);
  const {terms, all: ranked, others, sums} = vectors.analogy('sum');
  const [{word}, {word: second}] = terms;
  const limit = robustLimit(vectors.words.map(own => vectors.vector(own).data));
  const row = new ColourRow({
    ...{...ROW, label: word, limit, values: [vectors.vector(word)], top: TOPS[0]},
    figure: vectors.cosine(word, second).toFixed(3),
  });
  const sum = new ColourRow({
    ...{...ROW, label: lesson.word('sum'), sign: '=', limit, values: sums},
    ...{top: TOPS[1], outlineFrom: TOPS[0]},
  });
  const note = new Note({
    text: lesson.word('note'),
    ...{at: rightOf(STAGE), align: 'right', baseline: TOPS[1] + 120, opacity: 0},
  });
  const below = {...STAGE, y: TOPS[1] + 140, height: bottomOf(STAGE) - TOPS[1] - 140};
  const [left, right] = columnsOf(below, ['rest', 'rest'], 60);
  const before = vectors.nearest(word).find(entry => entry.word === others[0].word);
  const lists = [
    new RankedList({
      ...{heading: lesson.word('all'), words: ranked, box: left},
      ...{struck: terms.map(term => term.word), source: vectors.source},
    }),
    new RankedList({
      ...{heading: lesson.word('others'), words: others, box: right},
      ...{before, source: vectors.source},
    }),
  ];
  view.add([row, sum, note, ...lists]);

  yield* lesson.cue('wide');
  row.zoomed(0).coloured(0);
  yield* row.shown(1, MOVE, linear);

  yield* lesson.cue('coloured');
  yield* row.coloured(0.5, MOVE, linear);

  yield* lesson.cue('zoomed');
  row.coloured(1);
  yield* row.zoomed(1, SLOW, EASE);
  yield* row.figured(1, MOVE);

  yield* lesson.cue('whole');
  yield* sum.shown(1, MOVE, linear);
  yield* sum.stage(1.4, SLOW, linear);
  yield* all(
    note.opacity(1, MOVE),
    ...lists.map(list => list.shown(list.count, SLOW, linear)),
  );
  yield* all(lists[0].crossed(1, MOVE, EASE), lists[1].first(1, MOVE, EASE));
  yield* lists[1].marked(1, MOVE, EASE);
  yield* lesson.finish();
});
