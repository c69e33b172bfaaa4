import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Source} from 'attention-in-motion/captured/tensor';
import {Stack} from 'attention-in-motion/components/Stack';
import {STAGE} from 'attention-in-motion/components/box';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {pick} from 'attention-in-motion/motion/acts';
import {zoom} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './decoder.capture.ts';
import captured from './decoder.captured';
import script from './stack.script';

/** More layers than the default models have, to show what is left out. */
const MANY = 32;
const INVENTED: Source = {model: null, revision: '', dtype: '', illustrative: true};

export default makeScene2D(function* (view) {
  const {model, source} = openCapture(declaration, captured);
  const lesson = useLesson(view, script, {layers: model.layers, many: MANY});
  const width = STAGE.width * 0.52;
  const own = {
    parts: [
      {label: lesson.word('attention'), role: 'attention'},
      {label: lesson.word('feedForward'), role: 'feedForward'},
    ] as const,
    word: lesson.word('layer'),
    box: {...STAGE, x: STAGE.x + (STAGE.width - width) / 2, width},
    shown: 1,
  };
  const stack = new Stack({...own, layers: model.layers, source});
  const many = new Stack({...own, layers: MANY, source: INVENTED, opacity: 0});
  view.add([stack, many]);

  yield* lesson.cue('pile');

  yield* lesson.cue('open');
  yield* zoom(stack);

  yield* lesson.cue('passed');
  yield* stack.passed(stack.layers, SLOW * stack.layers);

  yield* lesson.cue('picked');
  stack.layer(2);
  yield* pick(stack);

  yield* lesson.cue('whole');
  many.zoomed(1);
  yield* all(stack.opacity(0, MOVE, EASE), many.opacity(1, MOVE, EASE));
  yield* lesson.finish();
});
