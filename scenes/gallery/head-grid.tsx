import {makeScene2D} from '@motion-canvas/2d';

import declaration from '../09-self-attention/many-heads.capture.ts';
import captured from '../09-self-attention/many-heads.captured';
import {openCapture} from '../captured/open-capture.ts';
import {HeadGrid} from '../components/HeadGrid.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, pick, unpick} from '../motion/acts.ts';
import {EASE, SLOW} from '../theme/motion.ts';
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
