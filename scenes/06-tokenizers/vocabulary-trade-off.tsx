import {makeScene2D} from '@motion-canvas/2d';
import {all, createSignal} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openTradeOff} from 'attention-in-motion/captured/trade-off';
import {Bars} from 'attention-in-motion/components/Bars';
import {Figures} from 'attention-in-motion/components/Figures';
import {Headings} from 'attention-in-motion/components/Headings';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {lerpSteps} from 'attention-in-motion/components/lerp-tensors';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick, unpick} from 'attention-in-motion/motion/acts';
import {group} from 'attention-in-motion/script/numbers';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

import captured from './vocabulary-trade-off.captured';
import {readTradeOff} from './vocabulary-trade-off.facts.ts';
import script from './vocabulary-trade-off.script';

/** Seconds from one tokenizer to the next. */
const STEP = 1.1;

export default makeScene2D(function* (view) {
  const {names, last, english, longer, unknown, ...tradeOff} = readTradeOff(
    openTradeOff(captured),
  );
  const lesson = useLesson(view, script, tradeOff.facts);
  const {stage} = lesson;

  yield* lesson.cue('texts');
  const tokenizers = new Rows({
    of: last + 1,
    at: 0,
    children: [
      new Names({names: tradeOff.labels, face: 'text'}),
      new Figures({values: tradeOff.vocab, title: lesson.word('vocabulary')}),
    ],
  });
  const visited = createSignal(0);
  const lengths = new Rows({
    of: names.length,
    children: [
      new Headings({
        names: names.map(name => lesson.word(name)),
        details: tradeOff.samples,
      }),
      new Bars({
        role: 'token',
        limit: tradeOff.longest,
        loud: 'rows',
        values: () => lerpSteps(tradeOff.lengths, tokenizers.at()),
        notches: () => tradeOff.lengths.slice(0, Math.floor(visited()) + 1),
        // A count between two tokenizers would be nobody's.
        write: (_, text) => {
          const stop = Math.round(tokenizers.at());
          const lost = unknown[stop][text];
          return `${tradeOff.lengths[stop].data[text]}${lost > 0 ? ` · ${lost} [UNK]` : ''}`;
        },
      }),
    ],
  });
  stage.columns(tokenizers, lengths);
  yield* appear([tokenizers, lengths]);

  yield* lesson.cue('table');
  const table = new Bars({
    values: tradeOff.numbers,
    role: 'residual',
    limit: 'largest',
    loud: 'rows',
    write: group,
    title: lesson.word('table'),
  });
  yield* appear(tokenizers.join(table));

  /** Go to another tokenizer, over those in between. */
  function* goTo(stop: number, each = STEP): ThreadGenerator {
    const seconds = Math.max(MOVE, Math.abs(stop - tokenizers.at()) * each);
    yield* all(
      tokenizers.at(stop, seconds, EASE),
      visited(Math.max(stop, visited()), seconds, EASE),
    );
  }

  /** Compare one text in two vocabularies. */
  function* compare({text, from, to}: typeof longer): ThreadGenerator {
    yield* pick(lengths, text);
    yield* goTo(from, STEP / 2);
    yield* goTo(to);
  }

  yield* lesson.cue('slide');
  yield* goTo(last);
  yield* lesson.cue('english', {when: english.text >= 0, play: () => compare(english)});
  yield* lesson.cue('longer', {when: longer.text >= 0, play: () => compare(longer)});

  yield* lesson.cue('close');
  yield* unpick(lengths);
  yield* goTo(last);
  yield* lesson.finish();
});
