import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Bars} from 'attention-in-motion/components/Bars';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, turn, unpick} from 'attention-in-motion/motion/acts';
import {score} from 'attention-in-motion/motion/verbs';
import {withDecimals} from 'attention-in-motion/script/numbers';
import {SLOW} from 'attention-in-motion/theme/motion';

import declaration from './gate.capture.ts';
import captured from './gate.captured';
import encoder from './gate.encoder.capture.ts';
import encoderCaptured from './gate.encoder.captured';
import {readGate} from './gate.facts.ts';
import script from './gate.script';
import {UnitPlane} from './UnitPlane.ts';

const largestOf = (...all: readonly Tensor[]): number =>
  Math.max(...all.map(({data}) => data.reduce((a, b) => Math.max(a, Math.abs(b)), 0)));

export default makeScene2D(function* (view) {
  const gate = readGate(
    openCapture(declaration, captured),
    openCapture(encoder, encoderCaptured),
  );
  const lesson = useLesson(view, script, gate.facts);
  const {stage} = lesson;
  const {plain, pre, curve, post, units} = gate;
  const axes = {reads: lesson.word('reads'), gives: lesson.word('gives')};

  yield* lesson.cue('plain', {
    when: gate.isPlain,
    *play() {
      const limit = largestOf(plain.post);
      const dots = new UnitPlane({reads: plain.pre, values: plain.post, axes, limit});
      yield* appear(stage.fill(dots), {seconds: 2 * SLOW});
    },
  });

  yield* lesson.cue('curve');
  const before = view.children().filter(child => child instanceof UnitPlane);
  yield* leave(...before);
  const limit = largestOf(curve, post);
  const dots = stage.fill(new UnitPlane({reads: pre, values: curve, axes, limit}));
  yield* appear(dots, {seconds: 2 * SLOW});

  yield* lesson.choose({gate: gate.isGated, none: !gate.isGated});
  if (gate.isGated) yield* turn(dots, post, {seconds: 4 * SLOW});

  yield* lesson.cue('units', {
    when: gate.isGated,
    *play() {
      yield* pick(dots, ...units);
      const [act, factor] = [figures('act', curve), figures('factor', gate.factor)];
      const product = new Bars({
        values: post,
        role: 'feedForward',
        title: lesson.word('product'),
        limit: 'largest',
        write: withDecimals(2),
      });
      const rows = new Rows({
        of: units,
        children: [
          new Names({
            names: [...post.data.keys()].map(index => `${index}`),
            title: lesson.word('unit'),
          }),
          act,
        ],
      });
      yield* appear(stage.rightOf(dots, rows));
      yield* score(rows.join(factor));
      yield* appear(rows.join(product));
    },
  });

  yield* lesson.cue('best', {when: gate.isGated, play: () => unpick(dots)});
  yield* lesson.finish();

  function figures(word: string, values: Tensor): Figures {
    return new Figures({values, title: lesson.word(word), write: withDecimals(2)});
  }
});
