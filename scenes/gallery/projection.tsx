import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {MatrixGrid} from 'attention-in-motion/components/MatrixGrid';
import {Projection} from 'attention-in-motion/components/Projection';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {project} from 'attention-in-motion/motion/verbs';
import {SLOW} from 'attention-in-motion/theme/motion';

import declaration from '../09-self-attention/make-qkv.capture.ts';
import captured from '../09-self-attention/make-qkv.captured';
import script from './projection.script';

const MOST = 64;

export default makeScene2D(function* (view) {
  const {heads, headSteps, headWeights, headValues} = openCapture(declaration, captured);
  const {layer, head, query} = heads.antecedent;
  const at = query.index;
  const lesson = useLesson(view, script, {});
  const input = new VectorRow({
    values: headSteps.of('antecedent').input().at(at),
    axis: 'down',
    role: 'residual',
    label: 'x',
    most: MOST,
    bracketSide: 'left',
  });
  const matrix = new MatrixGrid({
    values: headWeights.of('W_Q'),
    ramp: 'weight',
    role: 'query',
    title: 'W_Q',
    most: MOST,
  });
  const output = new VectorRow({
    values: headValues.head('q', layer, head).at(at),
    role: 'query',
    label: 'q',
    labelSide: 'below',
  });
  const through = [{matrix, output, role: 'query'}] as const;
  const pass = lesson.stage.fill(new Projection({input, through}));
  pass.shown(1);
  input.bracketed(1);
  matrix.shown(matrix.count);

  yield* lesson.cue('before');

  yield* lesson.cue('half');
  yield* project(pass, {to: 0.6, seconds: SLOW * 2});

  yield* lesson.cue('whole');
  yield* project(pass, {seconds: SLOW});
  yield* lesson.finish();
});
