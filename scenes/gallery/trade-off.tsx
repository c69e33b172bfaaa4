import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import tradeOff from '../06-tokenizers/vocabulary-trade-off.captured';
import {openTradeOff} from '../captured/trade-off.ts';
import {LengthBars} from '../components/LengthBars.ts';
import {SLIDER_LABELS, StopSlider} from '../components/StopSlider.ts';
import {TableSize} from '../components/TableSize.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import {STAGE} from '../components/box.ts';
import script from './trade-off.script';

/** Width of the table's picture. */
const TABLE = 440;

export default makeScene2D(function* (view) {
  const {dModel, texts, rows} = openTradeOff(tradeOff);
  const lesson = useLesson(view, script, {});
  const right = STAGE.x + STAGE.width;
  const line = STAGE.y + 40;
  const slider = new StopSlider({
    stops: rows.map(({label, vocab}) => ({label, value: vocab})),
    ...{left: STAGE.x, right, line},
  });
  const top = line + SLIDER_LABELS + 2 * LAYOUT.air;
  const height = STAGE.y + STAGE.height - LAYOUT.air - top;
  const names = Object.keys(texts);
  const lengths = new LengthBars({
    texts: names.map(name => ({
      label: lesson.word(name),
      text: texts[name].text,
      lengths: rows.map(({tokens}) => tokens[name]),
    })),
    sources: rows.map(({source}) => source),
    box: {x: STAGE.x, y: top, width: STAGE.width - TABLE - 4 * LAYOUT.air, height},
  });
  const table = new TableSize({
    rows: rows.map(({vocab}) => vocab),
    columns: dModel,
    words: {
      heading: lesson.word('table'),
      numbers: count => lesson.word('numbers').replace('#', count),
    },
    box: {x: right - TABLE, y: top, width: TABLE, height},
  });
  view.add([slider, lengths, table]);

  function* slideTo(stop: number): ThreadGenerator {
    yield* all(
      ...[slider, lengths, table].map(part => part.at(stop, SLOW * 3, EASE)),
      lengths.visited(stop, SLOW * 3, EASE),
    );
  }

  yield* lesson.cue('first');
  yield* lengths.grown(1, MOVE, EASE);

  yield* lesson.cue('whole');
  yield* slideTo(Math.floor(rows.length / 2));

  yield* lesson.cue('chosen');
  lengths.choice = 1;
  yield* lengths.chosen(1, MOVE, EASE);
  yield* lesson.finish();
});
