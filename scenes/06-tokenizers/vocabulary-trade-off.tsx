import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import {openTradeOff} from '../captured/trade-off.ts';
import {LengthBars} from '../components/LengthBars.ts';
import {SLIDER_LABELS, StopSlider} from '../components/StopSlider.ts';
import {TableSize} from '../components/TableSize.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import captured from './vocabulary-trade-off.captured';
import {describeTradeOff} from './trade-off-facts.ts';
import script from './vocabulary-trade-off.script';

/** Seconds from one tokenizer to the next. */
const STOP = 1.1;
/** The text that a cue of its own is about. */
const ENGLISH = 'english';

export default makeScene2D(function* (view) {
  const tradeOff = openTradeOff(captured);
  const {dModel, texts, rows} = tradeOff;
  const {values, longer} = describeTradeOff(tradeOff);
  const lesson = useLesson(view, script, values);

  const {marginX, stage, air} = LAYOUT;
  const right = FRAME.width - marginX;
  const slider = new StopSlider({
    stops: rows.map(({label, vocab}) => ({label, value: vocab})),
    ...{left: marginX, right, line: stage.top + 40, opacity: 0},
  });
  const top = stage.top + 40 + SLIDER_LABELS + 2 * air;
  const height = stage.bottom - air - top;
  const names = Object.keys(texts);
  const lengths = new LengthBars({
    texts: names.map(name => ({
      ...{label: lesson.word(name), text: texts[name].text},
      lengths: rows.map(({tokens}) => tokens[name]),
    })),
    sources: rows.map(({source}) => source),
    box: {x: marginX, y: top, width: 1180, height},
  });
  const table = new TableSize({
    rows: rows.map(({vocab}) => vocab),
    columns: dModel,
    words: {
      heading: lesson.word('table'),
      numbers: count => lesson.word('numbers').replace('#', count),
    },
    box: {x: right - 440, y: top, width: 440, height},
    opacity: 0,
  });
  view.add([slider, lengths, table]);

  /** Go to another tokenizer, over those in between. */
  function* slideTo(stop: number, each: number): ThreadGenerator {
    const seconds = Math.max(MOVE, Math.abs(stop - slider.at()) * each);
    yield* all(
      ...[slider, lengths, table].map(part => part.at(stop, seconds, EASE)),
      lengths.visited(Math.max(stop, lengths.visited()), seconds, EASE),
    );
  }

  /** Fade all texts but one. */
  function* choose(name: string): ThreadGenerator {
    lengths.choice = names.indexOf(name);
    yield* lengths.chosen(1, MOVE, EASE);
  }

  const last = rows.length - 1;
  yield* lesson.cue('texts');
  yield* slider.opacity(1, QUICK);
  yield* lengths.grown(1, SLOW * 2.5, EASE);

  yield* lesson.cue('table');
  yield* table.opacity(1, SLOW * 1.3, EASE);

  yield* lesson.cue('slide');
  yield* slideTo(last, STOP);

  const english = names.includes(ENGLISH) ? {text: ENGLISH, from: 0, to: last} : null;
  for (const [cue, fact] of [
    ['english', english],
    ['longer', longer],
  ] as const) {
    if (!fact) {
      lesson.skip(cue);
      continue;
    }
    yield* lesson.cue(cue);
    yield* choose(fact.text);
    yield* slideTo(fact.from, STOP / 2);
    yield* slideTo(fact.to, STOP);
  }

  yield* lesson.cue('close');
  yield* lengths.chosen(0, MOVE, EASE);
  yield* slideTo(last, STOP * 0.75);
  yield* lesson.finish();
});
