import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import {openCapture} from '../captured/open-capture.ts';
import {Cells} from '../components/Cells.ts';
import {ExpertBank} from '../components/ExpertBank.ts';
import {Figures} from '../components/Figures.ts';
import {Names} from '../components/Names.ts';
import {RouterFan} from '../components/RouterFan.ts';
import {Rows} from '../components/Rows.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {VectorRow} from '../components/VectorRow.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, ask, leave, swap} from '../motion/acts.ts';
import {fade, merge, route, score, softmax} from '../motion/verbs.ts';
import {percent} from '../script/numbers.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import declaration from './token-meets-router.capture.ts';
import captured from './token-meets-router.captured';
import {readRouting} from './token-meets-router.facts.ts';
import script from './token-meets-router.script';

export default makeScene2D(function* (view) {
  const told = readRouting(openCapture(declaration, captured));
  const {tokens, source, at, chosen, made, out, weights} = told;
  const {token, width, experts} = told.facts;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;
  const word = lesson.word('expert');

  yield* lesson.cue('token');
  const strip = stage.fill(new TokenStrip({tokens, source, query: at}));
  yield* appear(strip);
  yield* ask(strip);

  yield* lesson.cue('router');
  const bank = new ExpertBank({
    weights: told.spread,
    experts: told.drawn,
    word,
    denseWord: '',
  });
  const fan = new RouterFan({
    bank,
    token,
    scores: told.scores,
    shares: told.shares,
    output: out,
    words: {
      router: lesson.word('router'),
      shape: `${width} × ${experts}`,
    },
    othersWord: lesson.word('others'),
  });
  yield* swap(strip, fan);
  yield* fan.grown(1, SLOW, EASE);

  yield* lesson.cue('score');
  yield* score(fan);

  yield* lesson.choose({softmax: told.isShared, gate: !told.isShared});
  yield* softmax(fan);

  yield* lesson.cue('route');
  yield* all(route(fan), bank.dimmed(1, MOVE, EASE));

  yield* lesson.choose({normalised: told.normalised, kept: !told.normalised});
  yield* fan.normalised(1, MOVE, EASE);

  yield* lesson.cue('merge');
  yield* merge(fan);

  // Fused operators keep to themselves what each expert makes.
  const when = made !== null;
  const cells = new Cells({
    values: made ?? out,
    role: 'expert',
    title: lesson.word('made'),
    weights,
    into: () => sum.cells(),
    grow: 2,
  });
  const rows = new Rows({
    of: chosen.length,
    children: [
      new Names({
        names: chosen.map(expert => `${word} ${expert}`),
        face: 'text',
        role: 'expert',
      }),
      cells,
      new Figures({
        values: told.lengths,
        title: lesson.word('length'),
        isMuted: true,
      }),
    ],
  });
  const sum: VectorRow = new VectorRow({
    values: out,
    role: 'residual',
    label: lesson.word('sum'),
    ...(when ? {limit: cells.fullColor} : {}),
  });
  yield* lesson.cue('made', {when, play: () => swap(fan, rows)});

  yield* lesson.cue('fade', {
    when,
    *play() {
      const shares = rows.join(
        new Figures({
          values: weights,
          role: 'router',
          title: lesson.word('weight'),
          write: percent,
        }),
        cells,
      );
      yield* appear(shares);
      yield* fade(cells);
    },
  });

  yield* lesson.cue('sum', {
    when,
    *play() {
      stage.below(rows, sum);
      yield* stage.settle();
      yield* all(merge(cells, {seconds: 2 * SLOW}), appear(sum, {seconds: 2 * SLOW}));
      yield* leave(rows);
    },
  });
  yield* lesson.finish();
});
