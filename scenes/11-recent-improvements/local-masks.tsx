import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {MaskGrid} from 'attention-in-motion/components/MaskGrid';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick} from 'attention-in-motion/motion/acts';
import {mask} from 'attention-in-motion/motion/verbs';
import {group} from 'attention-in-motion/script/numbers';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './local-masks.capture.ts';
import captured from './local-masks.captured';
import {readRules, readWindows} from './local-masks.facts.ts';
import script from './local-masks.script';

export default makeScene2D(function* (view) {
  const rules = readRules();
  const windows = readWindows(openCapture(declaration, captured));
  const {masks, watched} = rules;
  const lesson = useLesson(view, script, {...rules.facts, real: windows.facts});
  const {stage, word} = lesson;
  const gridOf = (shown: Tensor, title: string): MaskGrid =>
    new MaskGrid({
      mask: shown,
      title,
      axes: {
        rows: word('query'),
        columns: word('key'),
      },
      readout: (seen, whole) => `${group(seen)} / ${group(whole)}`,
    });

  yield* lesson.cue('causal');
  const grid = stage.fill(gridOf(masks.causal, word('causal')));
  yield* appear(grid, {seconds: SLOW});
  yield* mask(grid);
  grid.row(watched);
  yield* pick(grid);

  /** One mask turns into another, under its name. */
  function* become(rule: 'window' | 'strided' | 'fixed'): ThreadGenerator {
    grid.title(word(rule));
    yield* grid.mask(masks[rule], 2 * SLOW, EASE);
  }

  yield* lesson.cue('window');
  yield* become('window');

  yield* lesson.cue('strided');
  yield* become('strided');

  yield* lesson.cue('fixed');
  yield* become('fixed');

  const {layers} = windows;
  yield* lesson.cue('real');
  yield* leave(grid);
  const grids = layers.map(({layer, mask: own}) =>
    gridOf(own, `${word('layer')} ${layer}`),
  );
  stage.columns(...grids);
  yield* appear(grids, {seconds: SLOW});
  yield* all(...grids.map(own => mask(own)));

  yield* lesson.choose({
    mixed: windows.isMixed,
    local: windows.isLocal,
    global: !windows.isMixed && !windows.isLocal,
  });
  yield* all(...grids.map(own => pick(own)));
  yield* all(...grids.map(own => own.row(own.count >> 1, 3 * SLOW, EASE)));
  yield* lesson.finish();
});
