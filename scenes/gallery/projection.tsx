import {makeScene2D} from '@motion-canvas/2d';

import declaration from '../09-self-attention/make-qkv.capture.ts';
import captured from '../09-self-attention/make-qkv.captured';
import {openCapture} from '../captured/open-capture.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import {Projection} from '../components/Projection.ts';
import {VectorRow} from '../components/VectorRow.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {project} from '../motion/verbs.ts';
import {SLOW} from '../theme/motion.ts';
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
