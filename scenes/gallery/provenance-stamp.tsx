import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {illustrative} from 'attention-in-motion/captured/tensor';
import {Block} from 'attention-in-motion/components/Block';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {STAGE} from 'attention-in-motion/components/box';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {EASE, MOVE, QUICK} from 'attention-in-motion/theme/motion';

import moeDeclaration from './moe.capture.ts';
import moeCaptured from './moe.captured';
import declaration from './decoder.capture.ts';
import captured from './decoder.captured';
import script from './provenance-stamp.script';

const LAYER = 2;
const TOPS = [250, 430, 610];
const HEIGHT = 154;

export default makeScene2D(function* (view) {
  const {headValues} = openCapture(declaration, captured);
  const {outputs} = openCapture(moeDeclaration, moeCaptured);
  const lesson = useLesson(view, script, {});
  const rows = [
    {label: lesson.word('key'), values: headValues.of('k', LAYER).at(5).at(0)},
    {label: lesson.word('output'), values: outputs.of('mlp_out', LAYER).at(5)},
    {
      label: lesson.word('invented'),
      values: illustrative([0.4, -0.9, 0.1, 0.7, -0.2, -0.5, 0.9, 0.3], 'd_model'),
    },
  ].map((row, i) => new VectorRow({...row, box: {...STAGE, y: TOPS[i], height: HEIGHT}}));
  const part = new Block({
    title: lesson.word('part'),
    role: 'attention',
    box: {x: STAGE.x + STAGE.width / 2 - 200, y: 440, width: 400, height: 140},
    shown: 1,
  });
  view.add([part, ...rows]);

  yield* lesson.cue('none', {isSparse: true});

  yield* lesson.cue('head');
  yield* part.opacity(0, QUICK);
  yield* rows[0].shown(1, MOVE, EASE);

  yield* lesson.cue('models');
  yield* rows[1].shown(1, MOVE, EASE);

  yield* lesson.cue('whole');
  yield* rows[2].shown(1, MOVE, EASE);
  yield* lesson.finish();
});
