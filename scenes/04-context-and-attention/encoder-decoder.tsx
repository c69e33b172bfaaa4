import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Arrow, wayDown} from 'attention-in-motion/components/Arrow';
import {Block} from 'attention-in-motion/components/Block';
import {Stack} from 'attention-in-motion/components/Stack';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {middleOf} from 'attention-in-motion/components/box';
import {down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, draw, leave, rest, work} from 'attention-in-motion/motion/acts';
import {append, zoom} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import {CrossLines} from './CrossLines.ts';
import declaration from './encoder-decoder.capture.ts';
import captured from './encoder-decoder.captured';
import {readTranslation} from './encoder-decoder.facts.ts';
import script from './encoder-decoder.script';

export default makeScene2D(function* (view) {
  const found = readTranslation(openCapture(declaration, captured));
  const {tokens, written, labels, source, layers, isSeen} = found;
  const lesson = useLesson(view, script, found.facts);
  const {stage} = lesson;

  yield* lesson.cue('text');
  const text = new TokenStrip({tokens, source});
  const encoder = new Block({
    title: lesson.word('encoder'),
    role: 'residual',
    fills: true,
  });
  stage.rows(text, encoder);
  const into = new Arrow({points: wayDown(text, encoder), role: 'residual'});
  stage.over(into);
  yield* appear([text, encoder]);
  yield* draw(into);

  yield* lesson.cue('encode');
  encoder.fills(false);
  const states = stage.below(
    encoder,
    new VectorRow({
      values: found.states,
      role: 'residual',
      parts: labels,
      countsPart: true,
      label: lesson.word('states'),
    }),
  );
  const out = new Arrow({points: wayDown(encoder, states), role: 'residual'});
  stage.over(out);
  yield* work(encoder);
  yield* stage.settle(MOVE);
  yield* draw(out);
  yield* all(appear(states), rest(encoder, {seconds: SLOW}));

  yield* lesson.cue('fan');
  const decoder = new Block({title: lesson.word('decoder'), role: 'head'});
  const stack = new Stack({
    layers,
    source,
    word: lesson.word('block'),
    parts: [{label: lesson.word('cross'), role: 'attention'}],
  });
  stage.rightOf([text, encoder, states], down(decoder, stack));
  yield* appear([decoder, stack]);
  yield* zoom(stack);
  const fan = Array.from(
    {length: layers},
    (_, layer) =>
      new Arrow({
        points: () => [
          middleOf(states.cells(), 'right'),
          middleOf(stack.boxOf(layer), 'left'),
        ],
        role: 'key',
      }),
  );
  stage.over(...fan);
  yield* draw(...fan);

  yield* lesson.cue('first');
  const joining = {
    count: written.length,
    from: () => middleOf(stack.boxOf(layers - 1), 'below'),
  };
  const target = new TokenStrip({tokens: written, source, joining});
  const linesOf = (rows: Tensor): CrossLines =>
    new CrossLines({
      rows,
      keyAt: key => middleOf(states.partOf(key), 'below'),
      stepAt: step => ({x: target.middle(step).x, y: target.boxOf(step).y}),
    });
  const lines = linesOf(found.rows);
  stage.below(states, down(lines, target));
  yield* leave(...fan, into, out);
  yield* leave(text, encoder);
  yield* appear([lines, target]);
  /** The decoder runs once: a token looks back, and joins what has been written. */
  function* write(step: number, seconds: number): ThreadGenerator {
    stack.passed(0);
    yield* stack.passed(layers, seconds, EASE);
    yield* append(target, {to: step + 1, seconds});
    yield* lines.drawn(step + 1, seconds, EASE);
  }
  yield* write(0, SLOW);

  yield* lesson.cue('write', {
    when: written.length > 1,
    *play() {
      for (let step = 1; step < written.length; step++) yield* write(step, MOVE);
    },
  });

  yield* lesson.cue('written');
  yield* lines.gathered(1, MOVE, EASE);
  yield* lesson.cue('seen', {when: isSeen});

  yield* lesson.cue('single');
  const single = linesOf(found.single);
  stage.insteadOf(lines, single);
  yield* lines.opacity(0, MOVE);
  lines.remove();
  single.gathered(1);
  single.shown(1);
  yield* single.drawn(written.length, 2 * SLOW, EASE);
  yield* lesson.finish();
});
