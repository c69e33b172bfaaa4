import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {HeadGrid} from 'attention-in-motion/components/HeadGrid';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick, unpick} from 'attention-in-motion/motion/acts';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from '../09-self-attention/many-heads.capture.ts';
import captured from '../09-self-attention/many-heads.captured';
import script from './head-grid.script';

export default makeScene2D(function* (view) {
  const {heads, headKinds, attention} = openCapture(declaration, captured);
  const {antecedent} = heads;
  const layers = Array.from({length: attention.layers}, (_, layer) => layer);
  const {kinds} = headKinds;
  const lesson = useLesson(view, script, {});
  const grid = lesson.stage.fill(
    new HeadGrid({
      patterns: layers.map(layer => attention.patterns(layer)),
      words: {layer: lesson.word('layer'), head: lesson.word('head')},
    }),
  );

  yield* lesson.cue('all');
  yield* appear(grid);

  yield* lesson.cue('one');
  yield* pick(grid, grid.indexOf(antecedent));

  yield* lesson.cue('whole');
  yield* unpick(grid);
  const flat = kinds.flat();
  yield* pick(grid, ...[...flat.keys()].filter(i => flat[i] === 'previous'));

  yield* lesson.cue('lifted');
  yield* unpick(grid);
  grid.layer(antecedent.layer);
  yield* grid.lifted(1, SLOW, EASE);
  yield* lesson.finish();
});
