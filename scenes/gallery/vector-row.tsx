import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {largest, pick} from 'attention-in-motion/captured/pick';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {down as stacked} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {EASE, MOVE, QUICK, SLOW} from 'attention-in-motion/theme/motion';

import declaration from '../09-self-attention/combine-values.capture.ts';
import captured from '../09-self-attention/combine-values.captured';
import script from './vector-row.script';

/** Numbers that are written out. */
const FIGURES = 6;

export default makeScene2D(function* (view) {
  const {heads, attention, headValues, residual} = openCapture(declaration, captured);
  const {layer, head, query} = heads.antecedent;
  const at = query.index;
  const lesson = useLesson(view, script, {});
  const value = headValues.head('v', layer, head).at(at);
  const z = headValues.of('z', layer).at(at);
  const row = new VectorRow({
    values: residual.at('pre', layer).at(at),
    role: 'residual',
    label: lesson.word('stream'),
    most: 64,
    bracketSide: 'below',
  });
  const joined = new VectorRow({
    values: z,
    role: 'attention',
    label: lesson.word('joined'),
    parts: Array.from({length: attention.heads}, (_, i) => `${i}`),
  });
  const figures = new VectorRow({
    values: pick(value, largest(value.data, FIGURES)),
    role: 'value',
    label: lesson.word('value'),
  });
  const down = new VectorRow({
    values: value,
    axis: 'down',
    role: 'value',
    label: lesson.word('column'),
    bracketSide: 'left',
  });
  lesson.stage.columns(stacked(row, joined, figures), down);

  yield* lesson.cue('across');
  yield* row.shown(1, SLOW, EASE);

  yield* lesson.cue('bracket');
  yield* row.bracketed(1, MOVE, EASE);

  yield* lesson.cue('whole');
  yield* all(
    joined.shown(1, SLOW, EASE),
    figures.shown(1, SLOW, EASE),
    down.shown(1, SLOW, EASE),
  );
  yield* all(figures.zoomed(1, QUICK), down.bracketed(1, QUICK));

  yield* lesson.cue('joined');
  yield* joined.joined(1, SLOW, EASE);
  yield* lesson.finish();
});
