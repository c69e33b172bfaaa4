import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {MaskGrid} from 'attention-in-motion/components/MaskGrid';
import {STAGE} from 'attention-in-motion/components/box';
import {maskOf} from 'attention-in-motion/components/mask-rules';
import type {MaskRule} from 'attention-in-motion/components/mask-rules';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {pick} from 'attention-in-motion/motion/acts';
import {mask} from 'attention-in-motion/motion/verbs';
import {LAYOUT} from 'attention-in-motion/theme/layout';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import script from './mask-grid.script';

const SIZE = 16;
const RULES = {
  causal: {kind: 'causal'},
  window: {kind: 'sliding-window', window: 4},
  strided: {kind: 'strided', stride: 4},
  fixed: {kind: 'fixed', stride: 4, summary: 1},
  blocks: {kind: 'block-diagonal', lengths: [6, 3, 7]},
} as const satisfies Record<string, MaskRule>;

export default makeScene2D(function* (view) {
  const lesson = useLesson(view, script, {size: SIZE});
  const names = ['window', 'strided', 'fixed', 'blocks'] as const;
  const width = (STAGE.width - 3 * LAYOUT.air) / names.length;
  const own = {
    axes: {rows: lesson.word('query'), columns: lesson.word('key')},
    readout: (seen: number, all: number) => `${seen} / ${all}`,
  };
  const one = new MaskGrid({
    ...own,
    mask: maskOf(RULES.causal, SIZE),
    title: lesson.word('all'),
    box: STAGE,
    shown: SIZE,
  });
  const four = names.map(
    (name, i) =>
      new MaskGrid({
        ...own,
        mask: maskOf(RULES[name], SIZE),
        title: lesson.word(name),
        box: {
          ...STAGE,
          x: STAGE.x + i * (width + LAYOUT.air),
          width,
        },
        shown: SIZE,
        opacity: 0,
      }),
  );
  view.add([one, ...four]);

  yield* lesson.cue('square');

  yield* lesson.cue('causal');
  one.title(lesson.word('causal'));
  yield* mask(one);

  yield* lesson.cue('row');
  one.row(2);
  yield* pick(one);
  yield* one.row(11, SLOW * 2, EASE);

  yield* lesson.cue('morph');
  one.title(lesson.word('window'));
  yield* one.mask(maskOf(RULES.window, SIZE), SLOW, EASE);

  yield* lesson.cue('whole');
  yield* one.opacity(0, MOVE);
  yield* all(...four.map(grid => grid.opacity(1, MOVE)));
  yield* all(...four.map(grid => mask(grid)));
  yield* lesson.finish();
});
