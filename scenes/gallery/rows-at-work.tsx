import {makeScene2D} from '@motion-canvas/2d';
import {openRoundTrip} from 'attention-in-motion/captured/round-trip';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {openTradeOff} from 'attention-in-motion/captured/trade-off';
import {Bars} from 'attention-in-motion/components/Bars';
import {Cells} from 'attention-in-motion/components/Cells';
import {Figures} from 'attention-in-motion/components/Figures';
import {Headings} from 'attention-in-motion/components/Headings';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {Weights} from 'attention-in-motion/components/Weights';
import {exactLabel} from 'attention-in-motion/components/token-label';
import {down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, turn} from 'attention-in-motion/motion/acts';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import roundTrip from '../06-tokenizers/round-trip.captured';
import tradeOff from '../06-tokenizers/vocabulary-trade-off.captured';
import {readTradeOff} from '../06-tokenizers/vocabulary-trade-off.facts.ts';
import script from './rows-at-work.script';

export default makeScene2D(function* (view) {
  const {tokens, rows, source} = openRoundTrip(roundTrip);
  const {names, samples, lengths, longest, labels} = readTradeOff(openTradeOff(tradeOff));
  const lesson = useLesson(view, script, {tokenizer: labels[1]});
  const word = tokens.map(exactLabel);
  const weights = new Weights({role: 'residual', grow: 1, title: lesson.word('table')});
  const entries = new Rows({
    of: tokens.length,
    children: [
      new Figures({
        values: Tensor.of(
          tokens.map(({id}) => id),
          'position',
          source,
        ),
        write: String,
        isMuted: true,
      }),
      new Names({names: word}),
      weights,
    ],
  });
  const vectors = new Cells({
    values: rows,
    role: 'residual',
    title: lesson.word('rows'),
    from: index => entries.boxOf(weights, index),
  });
  const text: Rows = new Rows({
    of: tokens.length,
    children: [new Names({names: word}), vectors],
    most: 8,
  });
  entries.at(() => Math.ceil(text.shown()) - 1);
  const counts = new Bars({
    values: lengths[0],
    role: 'token',
    limit: longest,
    write: value => `${value}`,
    notches: [lengths[0]],
  });
  const bars = new Rows({
    of: names.length,
    most: 2,
    children: [
      new Headings({
        names,
        details: samples,
      }),
      counts,
    ],
  });

  yield* lesson.cue('entries');
  lesson.stage.columns(entries, down(text, bars));
  yield* appear([entries, bars]);

  yield* lesson.cue('whole');
  yield* appear(text, {to: 6});
  yield* turn(counts, lengths[1]);

  yield* lesson.cue('scrolled');
  yield* appear(text);
  yield* text.first(tokens.length - 8, SLOW, EASE);
  yield* bars.first(2, SLOW, EASE);
  yield* lesson.finish();
});
