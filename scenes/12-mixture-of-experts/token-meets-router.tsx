import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Cells} from 'attention-in-motion/components/Cells';
import {ExpertBank} from 'attention-in-motion/components/ExpertBank';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {RouterFan} from 'attention-in-motion/components/RouterFan';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {VectorRow} from 'attention-in-motion/components/VectorRow';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask, leave, swap} from 'attention-in-motion/motion/acts';
import {fade, merge, route, score, softmax} from 'attention-in-motion/motion/verbs';
import {percent} from 'attention-in-motion/script/numbers';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

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
