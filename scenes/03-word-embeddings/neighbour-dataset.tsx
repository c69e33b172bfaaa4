import {makeScene2D} from '@motion-canvas/2d';
import {all, easeInOutCubic, linear, waitFor} from '@motion-canvas/core';

import {openSkipGram} from '../captured/skip-gram.ts';
import {BigCount} from '../components/BigCount.ts';
import {Block} from '../components/Block.ts';
import {PairTable} from '../components/PairTable.ts';
import {ShareBars} from '../components/ShareBars.ts';
import {WindowText} from '../components/WindowText.ts';
import {windowAt} from '../components/window-plan.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {secondsOf} from '../motion/verb.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import captured from './neighbour-dataset.captured';
import script from './neighbour-dataset.script';

/** Seconds that one pair takes from the text to the table: first slowly, then all others. */
const FIRST = 1.3;
const OTHERS = {each: 0.24, least: 1, most: 10};
/** Seconds that a drawn word takes to its row. */
const DRAW = 0.34;

export default makeScene2D(function* (view) {
  const dataset = openSkipGram(captured);
  const {words, pairs, window, vocabulary, clashes} = dataset;
  const {draws, rows, first: firstPairs} = dataset.counts;
  const inputs = pairs.map(({input}) => input);
  const clash = clashes.length > 0 ? pairs[clashes[0].pair] : null;
  const {shares} = vocabulary;
  const compared = [
    ...new Set([0, Math.floor(shares.length / 2), shares.length - 1]),
  ].map(i => shares[i]);
  const lesson = useLesson(view, script, {
    window,
    words: words.length,
    pairs: pairs.length,
    ...{draws, rows},
    vocabulary: vocabulary.distinct,
    frequent: shares[0].word,
    clash: {
      input: clash ? words[clash.input].text : '',
      word: clash?.negatives[clashes[0].draw] ?? '',
    },
  });

  const text = new WindowText({
    ...{words: words.map(({text: word}) => word), window, top: 0},
  });
  const high = LAYOUT.stage.top + LAYOUT.air;
  const middle = (LAYOUT.stage.top + LAYOUT.stage.bottom - text.height) / 2;
  text.top(middle);
  const below = high + text.height + 52;
  const bottom = LAYOUT.stage.bottom - 10;
  const right = {x: 1090, width: FRAME.width - LAYOUT.marginX - 1090};
  const source = {x: right.x, y: below + 130, width: right.width, height: 92};
  const table = new PairTable({
    dataset,
    words: {
      input: lesson.word('input'),
      output: lesson.word('output'),
      answer: lesson.word('answer'),
    },
    from: word => text.boxOf(word),
    drawnFrom: {x: source.x + 60, y: source.y + source.height / 2 + 11},
    box: {x: LAYOUT.marginX, y: below, width: 880, height: bottom - below},
  });
  const count = new BigCount({
    ...{label: lesson.word('rows'), left: right.x, baseline: below + 84, opacity: 0},
    value: () => table.made() + table.drawn(),
  });
  const corpus = new Block({
    ...{
      title: lesson.word(vocabulary.from === null ? 'own' : 'corpus'),
      role: 'token',
      box: source,
      ...{shown: 1, opacity: 0},
    },
  });
  const bars = new ShareBars({
    rows: compared,
    words: {share: lesson.word('share'), drawn: lesson.word('drawn')},
    source: dataset.source,
    box: {...right, y: source.y, height: bottom - source.y},
  });
  view.add([corpus, bars, count, table, text]);

  yield* lesson.cue('text');
  yield* text.shown(
    words.length,
    secondsOf(words.length, {each: 0.14, least: 1, most: 3}),
  );

  yield* lesson.cue('window');
  yield* text.framed(1, SLOW, EASE);
  yield* text.at(Math.min(2 * window, words.length - 1), SLOW * 2, EASE);
  yield* text.at(0, SLOW * 2, EASE);
  text.at(() => windowAt(inputs, table.made(), easeInOutCubic));

  yield* lesson.cue('rows');
  yield* all(text.top(high, MOVE, EASE), table.headed(1, MOVE, EASE));
  yield* all(count.opacity(1, QUICK), table.made(firstPairs, firstPairs * FIRST, linear));

  yield* lesson.cue('slide');
  const others = pairs.length - firstPairs;
  yield* table.made(pairs.length, secondsOf(others, OTHERS), linear);
  yield* waitFor(QUICK);

  yield* lesson.cue('ones');
  yield* waitFor(SLOW);
  yield* table.doubted(1, SLOW * 2.6, EASE);

  yield* lesson.cue('draws');
  yield* all(
    text.framed(0, MOVE, EASE),
    table.rewound(1, SLOW, EASE),
    table.doubted(0, SLOW, EASE),
    corpus.opacity(1, SLOW),
  );
  yield* table.spread(1, SLOW, EASE);
  const inSight = Math.min(pairs.length, Math.ceil(table.visible / (1 + draws))) * draws;
  yield* table.drawn(inSight, inSight * DRAW, linear);

  const rarest = shares[shares.length - 1];
  if (shares[0].drawn < shares[0].share && rarest.drawn > rarest.share) {
    yield* lesson.cue('shares');
    yield* corpus.opacity(0, QUICK);
    yield* bars.grown(bars.count, bars.count * QUICK, linear);
  } else lesson.skip('shares');

  if (clash) {
    yield* lesson.cue('clash');
    yield* all(
      table.drawn(pairs.length * draws, SLOW * 2, EASE),
      table.rewound(table.rewoundTo(clashes[0].pair), SLOW * 2, EASE),
    );
    yield* waitFor(QUICK);
    yield* table.pointed(1, SLOW, EASE);
  } else lesson.skip('clash');

  yield* lesson.cue('dataset');
  yield* all(
    table.pointed(0, MOVE, EASE),
    table.drawn(pairs.length * draws, SLOW * 2, EASE),
    table.rewound(0, SLOW * 2, EASE),
  );
  yield* lesson.finish();
});
