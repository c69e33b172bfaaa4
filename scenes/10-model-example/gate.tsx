import {makeScene2D} from '@motion-canvas/2d';

import {openCapture} from '../captured/open-capture.ts';
import {Bars} from '../components/Bars.ts';
import {Figures} from '../components/Figures.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import type {Tensor} from '../captured/tensor.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, leave, pick, turn, unpick} from '../motion/acts.ts';
import {score} from '../motion/verbs.ts';
import {withDecimals} from '../script/numbers.ts';
import {SLOW} from '../theme/motion.ts';
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
