import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import captured from '../03-word-embeddings/neighbour-dataset.captured';
import {openSkipGram} from '../captured/skip-gram.ts';
import {BigCount} from '../components/BigCount.ts';
import {PairTable} from '../components/PairTable.ts';
import {ShareBars} from '../components/ShareBars.ts';
import {WindowText} from '../components/WindowText.ts';
import {bottomOf, rightOf, STAGE} from '../components/box.ts';
import {windowAt} from '../components/window-plan.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import script from './word-window.script';

/** Width of the table. */
const TABLE = 880;

export default makeScene2D(function* (view) {
  const lesson = useLesson(view, script, {});
  const dataset = openSkipGram(captured);
  const {words, pairs, window, vocabulary, source} = dataset;
  const text = new WindowText({
    ...{words: words.map(({text: word}) => word), window, top: STAGE.y + LAYOUT.air},
  });
  const top = STAGE.y + text.height + 3 * LAYOUT.air;
  const height = bottomOf(STAGE) - top;
  const left = STAGE.x + TABLE + 4 * LAYOUT.air;
  const width = rightOf(STAGE) - left;
  const table = new PairTable({
    dataset,
    words: {
      input: lesson.word('input'),
      output: lesson.word('output'),
      answer: lesson.word('answer'),
    },
    from: word => text.boxOf(word),
    drawnFrom: {x: left + width / 2, y: top + height - 40},
    box: {x: STAGE.x, y: top, width: TABLE, height},
  });
  const count = new BigCount({
    ...{label: lesson.word('rows'), left, baseline: top + 84},
    value: () => table.made() + table.drawn(),
  });
  const bars = new ShareBars({
    rows: [vocabulary.shares[0], vocabulary.shares[vocabulary.shares.length - 1]],
    words: {share: lesson.word('share'), drawn: lesson.word('drawn')},
    source,
    box: {x: left, y: top + 150, width, height: height - 150},
  });
  view.add([bars, count, table, text]);
  const inputs = pairs.map(({input}) => input);
  const draws = pairs[0].negatives.length;

  yield* lesson.cue('text');
  yield* text.shown(words.length, MOVE, linear);
  yield* text.framed(1, MOVE, EASE);

  yield* lesson.cue('pairs');
  text.at(() => windowAt(inputs, table.made(), EASE));
  yield* table.headed(1, MOVE, EASE);
  yield* table.made(4.6, SLOW * 4, linear);

  yield* lesson.cue('answers');
  yield* table.made(pairs.length, SLOW * 3, linear);
  yield* table.doubted(1, MOVE, EASE);

  yield* lesson.cue('whole');
  yield* all(table.doubted(0, MOVE, EASE), table.rewound(1, SLOW, EASE));
  yield* all(table.spread(1, SLOW, EASE), bars.grown(bars.count, SLOW * 2, linear));
  yield* table.drawn(Math.min(6, pairs.length * draws), SLOW * 2, linear);

  yield* lesson.cue('pointed');
  const clash = dataset.clashes.at(0);
  yield* table.drawn(pairs.length * draws, SLOW * 2, EASE);
  if (clash) yield* table.rewound(table.rewoundTo(clash.pair), SLOW, EASE);
  yield* all(table.pointed(1, MOVE, EASE), text.framed(0, QUICK));
  yield* lesson.finish();
});
