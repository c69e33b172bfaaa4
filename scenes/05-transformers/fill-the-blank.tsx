import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {AttentionArcs, SHARE_NOTES} from 'attention-in-motion/components/AttentionArcs';
import {Bars} from 'attention-in-motion/components/Bars';
import {Cells} from 'attention-in-motion/components/Cells';
import {MatrixGrid} from 'attention-in-motion/components/MatrixGrid';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask, leave} from 'attention-in-motion/motion/acts';
import {mask, softmax} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

import declaration from './fill-the-blank.capture.ts';
import captured from './fill-the-blank.captured';
import decoderDeclaration from './fill-the-blank.decoder.capture.ts';
import decoderCaptured from './fill-the-blank.decoder.captured';
import {readHole} from './fill-the-blank.facts.ts';
import script from './fill-the-blank.script';

export default makeScene2D(function* (view) {
  const told = readHole(
    openCapture(declaration, captured),
    openCapture(decoderDeclaration, decoderCaptured),
  );
  const {tokens, source, at} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;

  yield* lesson.cue('hole');
  const strip = stage.fill(
    new TokenStrip({tokens, source, query: at, notes: SHARE_NOTES}),
  );
  yield* appear(strip);
  yield* ask(strip);

  yield* lesson.cue('sides');
  const queryWord = lesson.word('query');
  const arcs = stage.onTop(
    strip,
    new AttentionArcs({strip, query: at, row: told.row, queryWord}),
  );
  yield* appear(arcs);
  yield* arcs.shares(1, MOVE, EASE);

  yield* lesson.cue('fill');
  const table = ({labels}: typeof told.guesses, title: string): Rows =>
    new Rows({
      of: labels.length,
      loud: [0],
      children: [
        new Names({
          names: labels,
          title: lesson.word(title),
        }),
      ],
    });
  const bars = ({shares: values}: typeof told.guesses): Bars =>
    new Bars({values, role: 'head', title: lesson.word('share')});
  yield* leave(arcs);
  const encoder = stage.below(strip, table(told.guesses, 'encoder'));
  yield* appear(encoder);
  yield* softmax(encoder.join(bars(told.guesses)));

  yield* lesson.cue('decoder');
  const decoder = stage.rightOf(encoder, table(told.others, 'decoder'));
  yield* all(strip.masked(1, MOVE, EASE), appear(decoder));
  yield* softmax(decoder.join(bars(told.others)));

  yield* lesson.cue('squares');
  yield* leave(strip, encoder, decoder);
  const grid = (values: Tensor, labels: readonly string[], title: string): MatrixGrid =>
    new MatrixGrid({
      values,
      ramp: 'share',
      rows: labels,
      columns: labels,
      title: lesson.word(title),
      axes: {
        rows: lesson.word('query'),
        columns: lesson.word('key'),
      },
      aheadWord: lesson.word('future'),
    });
  const square = grid(told.pattern, told.labels, 'encoder');
  const triangle = grid(told.triangle, told.otherLabels, 'decoder');
  stage.columns(square, triangle);
  yield* appear([square, triangle]);

  yield* lesson.cue('triangle');
  yield* mask(triangle);

  yield* lesson.cue('first', {
    when: told.isMarked,
    *play() {
      yield* leave(square, triangle);
      const vectors = new Rows({
        of: told.rows,
        children: [
          new Names({
            face: 'text',
            names: Array.from(
              {length: told.layers},
              (_, layer) => `${lesson.word('layer')} ${layer}`,
            ),
          }),
          new Cells({values: told.first, role: 'residual', title: lesson.word('vector')}),
        ],
      });
      stage.fill(vectors);
      yield* appear(vectors);
    },
  });
  yield* lesson.finish();
});
