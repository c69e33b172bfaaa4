import {makeScene2D} from '@motion-canvas/2d';
import {linear, waitFor} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openBpeEncoding} from 'attention-in-motion/captured/bpe';
import {Chips} from 'attention-in-motion/components/Chips';
import {Figures} from 'attention-in-motion/components/Figures';
import {Pieces} from 'attention-in-motion/components/Pieces';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear} from 'attention-in-motion/motion/acts';
import {EASE, QUICK, SLOW} from 'attention-in-motion/theme/motion';

import captured from './bpe-encoding.captured';
import {readEncoding} from './bpe-encoding.facts.ts';
import script from './bpe-encoding.script';

/** Seconds of the first merge, and of each one after it. */
const FIRST = 2.6;
const EACH = 1.3;
/** Size of the word once the table of its merges is below it. */
const SIZE = 44;

export default makeScene2D(function* (view) {
  const encoding = readEncoding(openBpeEncoding(captured));
  const {source, merges, others, isWhole, hasWhole} = encoding;
  const lesson = useLesson(view, script, encoding.facts);
  const {stage} = lesson;

  // A word may have few letters, up to the table of its merges.
  yield* lesson.cue('word', {isSparse: true});
  const word = stage.fill(new Pieces({cuts: encoding.cuts, notes: encoding.ids}));
  yield* appear(word);

  yield* lesson.cue('bytes', {isSparse: true});
  yield* word.at(1, SLOW * 1.5, EASE);

  yield* lesson.cue('ranks', {isSparse: true});
  yield* word.ranked(encoding.neighbours, SLOW * 4.5, linear);

  /** Merges that have been made. */
  const made = (): number => Math.max(0, word.at() - 1);
  const table = new Rows({
    of: merges.length,
    shown: made,
    follows: true,
    title: lesson.word('merges'),
    children: [
      new Figures({
        values: encoding.ranks,
        write: String,
        isMuted: true,
      }),
      new Chips({
        chips: merges,
        source,
      }),
    ],
  });

  function* mergeUntil(count: number, seconds: number): ThreadGenerator {
    yield* word.at(1 + count, seconds, linear);
    yield* waitFor(QUICK);
  }

  yield* lesson.cue('lowest', {
    when: merges.length > 0,
    *play() {
      word.size(SIZE);
      stage.below(word, table);
      yield* stage.settle();
      yield* mergeUntil(1, FIRST);
    },
  });
  yield* lesson.cue('repeat', {
    when: merges.length > 1,
    play: () => mergeUntil(merges.length, (merges.length - 1) * EACH),
  });

  yield* lesson.choose({stuck: !isWhole, whole: isWhole});
  yield* word.noted(encoding.ids.length, encoding.ids.length * QUICK * 2, linear);

  yield* lesson.choose({others: hasWhole, 'others-cut': !hasWhole && others.length > 0});
  if (others.length > 0) {
    const rest = new Rows({
      of: others.length,
      title: lesson.word('others'),
      children: [
        new Chips({
          chips: others,
          source,
          isCounted: true,
        }),
      ],
    });
    if (merges.length > 0) stage.rightOf(table, rest);
    else stage.below(word, rest);
    yield* appear(rest, {seconds: others.length * SLOW});
  }
  yield* lesson.finish();
});
