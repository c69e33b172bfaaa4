import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import declaration from '../09-self-attention/many-heads.capture.ts';
import captured from '../09-self-attention/many-heads.captured';
import {openCapture} from '../captured/open-capture.ts';
import {HeadGrid} from '../components/HeadGrid.ts';
import {Tally} from '../components/Tally.ts';
import {columnsOf, rightOf, rowsOf, STAGE} from '../components/box.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import script from './head-grid.script';

const KINDS = ['previous', 'sink', 'even', 'other'] as const;
const TALLY = 400;

export default makeScene2D(function* (view) {
  const {heads, headKinds, attention} = openCapture(declaration, captured);
  const {antecedent} = heads;
  const layers = Array.from({length: attention.layers}, (_, layer) => layer);
  const {kinds, counts} = headKinds;
  const lesson = useLesson(view, script, {});
  const [box, side] = columnsOf(STAGE, ['rest', TALLY], 2 * LAYOUT.air);
  const [, lane] = rowsOf(STAGE, ['rest', 260, 'rest'], 0);
  const grid = new HeadGrid({
    patterns: layers.map(layer => attention.patterns(layer)),
    words: {layer: lesson.word('layer'), head: lesson.word('head')},
    ...{kinds, box},
    lanes: {
      layer: antecedent.layer,
      boxes: columnsOf(
        lane,
        Array.from({length: attention.heads}, () => 'rest' as const),
        LAYOUT.air,
      ).map(own => ({...own, height: own.width})),
    },
  });
  const tally = new Tally({
    rows: KINDS.map(kind => ({
      word: lesson.word(kind),
      count: counts[kind],
    })),
    ...{left: side.x, right: rightOf(side), top: side.y + 90},
  });
  view.add([grid, tally]);

  yield* lesson.cue('all');
  yield* grid.shown(grid.count, SLOW * 3);

  yield* lesson.cue('one');
  grid.selected(antecedent);
  yield* grid.picked(1, MOVE, EASE);

  yield* lesson.cue('whole');
  yield* grid.picked(0, QUICK, EASE);
  grid.selected(null);
  grid.kind('previous');
  yield* all(grid.picked(1, MOVE, EASE), tally.shown(KINDS.length, SLOW * 2));

  yield* lesson.cue('lifted');
  yield* all(grid.picked(0, QUICK, EASE), tally.opacity(0, QUICK));
  yield* grid.lifted(1, SLOW, EASE);
  yield* lesson.finish();
});
