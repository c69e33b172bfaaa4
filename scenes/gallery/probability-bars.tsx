import {makeScene2D} from '@motion-canvas/2d';

import declaration from '../09-self-attention/what-is-it.capture.ts';
import captured from '../09-self-attention/what-is-it.captured';
import {openCapture} from '../captured/open-capture.ts';
import {Tensor} from '../captured/tensor.ts';
import {ProbabilityBars} from '../components/ProbabilityBars.ts';
import {STAGE} from '../components/box.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {softmax} from '../motion/verbs.ts';
import {group} from '../script/interpolate.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import script from './probability-bars.script';

const ROWS = 6;

export default makeScene2D(function* (view) {
  const {tokens, logits, source} = openCapture(declaration, captured);
  const lesson = useLesson(view, script, {});
  const last = logits.positions[logits.positions.length - 1];
  const top = last.top.slice(0, ROWS);
  const values = (shares: readonly number[]): Tensor =>
    new Tensor(Float32Array.from(shares), [shares.length], ['token'], source);
  const bars = new ProbabilityBars({
    values: values(top.map(({probability}) => probability)),
    labels: top.map(tokenLabel),
    others: lesson.word('others').replace('#', group(logits.vocab - ROWS)),
    box: {...STAGE, x: STAGE.x + 200, width: STAGE.width - 400},
    largest: 1,
  });
  view.add(bars);

  yield* lesson.cue('labels');
  yield* bars.labelled(1, MOVE, EASE);

  yield* lesson.cue('whole');
  yield* softmax(bars);

  yield* lesson.cue('other');
  // After the first sentence much the same may follow as after the second.
  const other = logits.positions[tokens.findIndex(({text}) => text === '.')];
  const shareOf = (id: number): number =>
    other.top.find(token => token.id === id)?.probability ?? 0;
  yield* bars.values(values(top.map(({id}) => shareOf(id))), SLOW, EASE);
  yield* lesson.finish();
});
