import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openModelSizes} from 'attention-in-motion/captured/model-sizes';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Arrow} from 'attention-in-motion/components/Arrow';
import {Bars} from 'attention-in-motion/components/Bars';
import {ExpertBank} from 'attention-in-motion/components/ExpertBank';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {middleOf} from 'attention-in-motion/components/box';
import type {Box} from 'attention-in-motion/components/box';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, draw, leave, pick} from 'attention-in-motion/motion/acts';
import {group} from 'attention-in-motion/script/numbers';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';
import type {ColorRole} from 'attention-in-motion/theme/palette';

import declaration from './one-ffn-becomes-many.capture.ts';
import captured from './one-ffn-becomes-many.captured';
import {readLayer} from './one-ffn-becomes-many.facts.ts';
import known from './one-ffn-becomes-many.known.captured';
import script from './one-ffn-becomes-many.script';

/** Experts stand in so many columns. */
const COLUMNS = 8;

export default makeScene2D(function* (view) {
  const told = readLayer(openCapture(declaration, captured), openModelSizes(known));
  const {tokens, source, one, two, models} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;

  yield* lesson.cue('dense');
  const strip = new TokenStrip({tokens, source});
  const bank = new ExpertBank({
    weights: one.weights,
    split: 0,
    isCopied: true,
    columns: COLUMNS,
    word: lesson.word('expert'),
    denseWord: lesson.word('dense'),
  });
  stage.rows(strip, bank);
  yield* appear([strip, bank]);
  const arrow = (token: number, to: () => Box, role: ColorRole): Arrow =>
    new Arrow({
      points: () => [middleOf(strip.boxOf(token), 'below'), middleOf(to(), 'above')],
      role,
    });
  const ways = tokens.map((_, token) => arrow(token, () => bank.dense(), 'feedForward'));
  stage.over(...ways);
  yield* draw(...ways);

  yield* lesson.cue('split');
  yield* leave(...ways);
  yield* bank.split(1, 1.5 * SLOW, EASE);

  yield* lesson.cue('first');
  const toExperts = ({token, chosen}: typeof one): Arrow[] =>
    chosen.map(expert => arrow(token, () => bank.boxes()[expert], 'router'));
  const first = toExperts(one);
  stage.over(...first);
  yield* all(draw(...first), bank.dimmed(1, MOVE, EASE), pick(strip, one.token));

  yield* lesson.cue('other');
  yield* leave(...first);
  strip.standing([two.token]);
  const other = toExperts(two);
  stage.over(...other);
  yield* all(draw(...other), bank.weights(two.weights, MOVE, EASE));

  yield* lesson.cue('known');
  yield* leave(...other, strip, bank);
  const bars = (values: Tensor, word: string, role: ColorRole): Bars =>
    new Bars({
      values,
      role,
      title: lesson.word(word),
      limit: 'largest',
      write: group,
    });
  const rows = stage.fill(
    new Rows({
      of: models.labels.length,
      children: [
        new Names({names: models.labels, face: 'text'}),
        bars(models.layers, 'layers', 'expert'),
        bars(models.works, 'works', 'router'),
      ],
    }),
  );
  yield* appear(rows);

  yield* lesson.cue('size', {
    when: told.isSameSize,
    *play() {
      yield* appear(rows.join(bars(models.widths, 'widths', 'feedForward')));
    },
  });
  yield* lesson.finish();
});
