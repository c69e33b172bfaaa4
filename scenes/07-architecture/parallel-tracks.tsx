import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Cells} from 'attention-in-motion/components/Cells';
import {Chips} from 'attention-in-motion/components/Chips';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick, unpick} from 'attention-in-motion/motion/acts';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './parallel-tracks.capture.ts';
import captured from './parallel-tracks.captured';
import {readTracks} from './parallel-tracks.facts.ts';
import script from './parallel-tracks.script';

/** So many numbers of each vector are drawn, wide enough to be told apart. */
const CELLS = 24;

export default makeScene2D(function* (view) {
  const tracks = readTracks(openCapture(declaration, captured));
  const {labels, last, middle, blocks, source} = tracks;
  const lesson = useLesson(view, script, tracks.facts);
  // The first column says how many numbers are drawn; the others are like it.
  const vectors = (
    values: Tensor,
    title: string,
    limit: number,
    isNoted = false,
  ): Cells => new Cells({values, title, limit, isNoted, role: 'residual', most: CELLS});

  yield* lesson.cue('start');
  const rows = lesson.stage.fill(
    new Rows({
      of: labels.length,
      loud: [last],
      follows: true,
      children: [
        new Names({names: labels}),
        vectors(tracks.start, lesson.word('start'), tracks.startLimit, true),
      ],
    }),
  );
  yield* appear(rows);

  /** All vectors pass a block at the same time. */
  function* pass({layer, values, limit}: (typeof blocks)[number]): ThreadGenerator {
    const column = rows.join(vectors(values, `${lesson.word('block')} ${layer}`, limit));
    column.shown(Infinity);
    yield* column.opened(1, 2 * SLOW, EASE);
  }

  yield* lesson.cue('block');
  yield* pass(blocks[0]);

  yield* lesson.cue('look', {
    when: middle > 0,
    play: () => pick(rows, ...Array.from({length: middle + 1}, (_, i) => i)),
  });

  yield* lesson.cue('blocks', {
    when: blocks.length > 1,
    *play() {
      yield* unpick(rows);
      for (const block of blocks.slice(1)) yield* pass(block);
    },
  });

  yield* lesson.cue('last');
  yield* pick(rows, last);
  const title = lesson.word('next');
  yield* appear(
    rows.join(new Chips({chips: tracks.answers, source, role: 'head', title})),
  );
  yield* lesson.finish();
});
