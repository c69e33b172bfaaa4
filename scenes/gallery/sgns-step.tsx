import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import captured from '../03-word-embeddings/word2vec-learns.captured';
import {openWord2vec} from '../captured/word2vec.ts';
import {SgnsStep, stepRows} from '../components/SgnsStep.ts';
import {WeightMatrix} from '../components/WeightMatrix.ts';
import {columnsOf, STAGE} from '../components/box.ts';
import {robustLimit} from '../components/row-cells.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {lookup, score} from '../motion/verbs.ts';
import {group} from '../script/interpolate.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import script from './sgns-step.script';

export default makeScene2D(function* (view) {
  const lesson = useLesson(view, script, {});
  const {trace, start, vocab, dModel} = openWord2vec(captured);
  const step = trace.first;
  const rows = step.targets.length;
  const limit = robustLimit([start.input.data, start.output.data]);
  const picture = new SgnsStep({
    ...{word: trace.input, step, limit},
    words: {
      dot: lesson.word('dot'),
      sigmoid: lesson.word('sigmoid'),
      answer: lesson.word('answer'),
      error: lesson.word('error'),
    },
  });
  const {input, targets, height} = stepRows(rows);
  const side = {x: STAGE.x, width: 250};
  const folded = [
    {...side, y: input - 20, height: height + 40},
    {...side, y: targets[0], height: targets[rows - 1] + height - targets[0]},
  ];
  const [left, right] = columnsOf(STAGE, ['rest', 'rest'], 60);
  const matrices = [start.input, start.output].map(
    (values, i) =>
      new WeightMatrix({
        ...{name: ['E', 'C'][i], note: lesson.word(['given', 'guessed'][i]), limit},
        shape: `${group(vocab)} \u00D7 ${dModel}`,
        rows: {words: start.words, values},
        open: {...[left, right][i], y: STAGE.y + 78, height: 560},
        folded: folded[i],
      }),
  );
  view.add([picture, ...matrices]);

  yield* lesson.cue('matrices');
  yield* all(...matrices.map(matrix => matrix.shown(1, SLOW, linear)));

  yield* lesson.cue('lookup');
  yield* all(...matrices.map(matrix => matrix.folding(1, SLOW, EASE)));
  yield* lookup(picture, {to: rows + 1, seconds: SLOW * 2});

  yield* lesson.cue('whole');
  yield* score(picture, {seconds: rows * MOVE});
  yield* picture.squeezed(rows, rows * MOVE, linear);
  yield* picture.compared(rows, rows * MOVE, linear);

  yield* lesson.cue('moved');
  yield* picture.moved(1, SLOW * 2, EASE);
  yield* lesson.finish();
});
