import {makeScene2D} from '@motion-canvas/2d';

import roundTrip from '../06-tokenizers/round-trip.captured';
import tradeOff from '../06-tokenizers/vocabulary-trade-off.captured';
import {readTradeOff} from '../06-tokenizers/vocabulary-trade-off.facts.ts';
import {openRoundTrip} from '../captured/round-trip.ts';
import {Tensor} from '../captured/tensor.ts';
import {openTradeOff} from '../captured/trade-off.ts';
import {Bars} from '../components/Bars.ts';
import {Cells} from '../components/Cells.ts';
import {Figures} from '../components/Figures.ts';
import {Headings} from '../components/Headings.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {Weights} from '../components/Weights.ts';
import {exactLabel} from '../components/token-label.ts';
import {down} from '../lesson/stage.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, turn} from '../motion/acts.ts';
import {EASE, SLOW} from '../theme/motion.ts';
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
