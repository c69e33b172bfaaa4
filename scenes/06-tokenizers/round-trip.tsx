import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';
import {openRoundTrip} from 'attention-in-motion/captured/round-trip';
import {Arrow} from 'attention-in-motion/components/Arrow';
import {Bars} from 'attention-in-motion/components/Bars';
import {Block} from 'attention-in-motion/components/Block';
import {Cells} from 'attention-in-motion/components/Cells';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {Weights} from 'attention-in-motion/components/Weights';
import {centreOf, middleOf} from 'attention-in-motion/components/box';
import {across, down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick} from 'attention-in-motion/motion/acts';
import {append} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from 'attention-in-motion/theme/motion';
import {step} from 'attention-in-motion/theme/step';

import captured from './round-trip.captured';
import {readRoundTrip} from './round-trip.facts.ts';
import script from './round-trip.script';

/** Seconds that a token takes to find its number. */
const NUMBERING = 0.24;

export default makeScene2D(function* (view) {
  const text = readRoundTrip(openRoundTrip(captured));
  const {tokens, count, source, groups, entries, next} = text;
  const lesson = useLesson(view, script, text.facts);
  const {stage} = lesson;

  const names = new Names({names: entries.labels, title: lesson.word('vocabulary')});
  /** Place of the entry that is looked up, or on the way to it; -1 for none. */
  const entryAt = (done: number): number => {
    const next = Math.ceil(done) - 1;
    if (next < 0) return -1;
    const [from, to] = [entries.of[Math.max(0, next - 1)], entries.of[next]];
    return from + (to - from) * step((done - next) * 2, 0);
  };
  const table: Rows = new Rows({
    of: entries.labels.length,
    at: () => entryAt(rows.shown()),
    first: () => {
      const spare = table.count - table.visible;
      return Math.max(0, Math.min(spare, table.at() - Math.floor(table.visible / 2)));
    },
    children: [new Figures({values: entries.ids, write: String, isMuted: true}), names],
  });
  const weights = new Weights({role: 'residual', grow: 1, title: lesson.word('table')});
  const rows = new Rows({
    of: count,
    follows: true,
    children: [
      new Names({names: text.labels}),
      new Cells({
        values: text.rows,
        role: 'residual',
        title: lesson.word('rows'),
        from: token => table.boxOf(weights, entries.of[token]),
      }),
    ],
  });

  // A text may be as short as a word.
  yield* lesson.cue('text', {isSparse: true});
  const strip: TokenStrip = stage.fill(
    new TokenStrip({
      tokens,
      source,
      groups,
      withIds: true,
      cut: 0,
      joining: {
        count: 1,
        from: () => centreOf(table.boxOf(names, entries.answer)),
      },
    }),
  );
  yield* strip.shown(count, count * STAGGER * 3, linear);

  yield* lesson.cue('tokens');
  yield* strip.cut(1, SLOW * 2.3, EASE);

  yield* lesson.cue('pieces', {
    when: strip.groups.length > 0,
    play: () => strip.bracketed(1, SLOW * 1.2, EASE),
  });

  yield* lesson.cue('ids');
  stage.below(strip, across(table, rows));
  yield* appear(table);
  yield* strip.ids(count, count * NUMBERING, linear);

  yield* lesson.cue('lookup');
  yield* appear(table.join(weights));
  yield* appear(rows, {seconds: count * QUICK});

  yield* lesson.cue('model');
  const model = new Block({title: lesson.word('model'), role: 'attention'});
  const out = new Rows({
    of: next.count,
    loud: [0],
    children: [
      new Figures({
        values: next.ids,
        role: 'head',
        write: String,
        title: lesson.word('next'),
      }),
      new Bars({
        values: next.shares,
        role: 'head',
        limit: 'largest',
        title: lesson.word('probability'),
      }),
    ],
  });
  // Under a long text there is no room for one below the other.
  const isLong = strip.linesIn(stage.box) > 2;
  stage.insteadOf(rows, isLong ? across(model, out) : down(model, out));
  yield* all(rows.opacity(0, SLOW), appear(model));
  const arrow = new Arrow({
    points: () => [
      middleOf(model.box(), isLong ? 'right' : 'below'),
      middleOf(out.box(), isLong ? 'left' : 'above'),
    ],
  });
  stage.over(arrow);
  yield* arrow.grown(1, MOVE, EASE);
  yield* appear(out);

  yield* lesson.cue('back');
  yield* table.at(entries.answer, SLOW * 2, EASE);
  yield* pick(table, entries.answer);
  yield* append(strip);
  yield* strip.ids(count + 1, QUICK);
  yield* lesson.finish();
});
