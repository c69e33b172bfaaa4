import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Bars} from 'attention-in-motion/components/Bars';
import {BigFigure} from 'attention-in-motion/components/BigFigure';
import {Cells} from 'attention-in-motion/components/Cells';
import {Chips} from 'attention-in-motion/components/Chips';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import {softmax} from 'attention-in-motion/motion/verbs';
import {layerName} from 'attention-in-motion/script/layer-name';
import {withDecimals} from 'attention-in-motion/script/numbers';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './neurons-to-answer.capture.ts';
import captured from './neurons-to-answer.captured';
import {readNeurons} from './neurons-to-answer.facts.ts';
import script from './neurons-to-answer.script';

const twoDecimals = withDecimals(2);

export default makeScene2D(function* (view) {
  const told = readNeurons(openCapture(declaration, captured));
  const {found, source, promoting, facts} = told;
  const lesson = useLesson(view, script, facts);
  const {stage} = lesson;

  yield* lesson.cue('prompt');
  const strip = stage.fill(
    new TokenStrip({tokens: told.prompt, source, query: told.asked}),
  );
  yield* appear(strip);
  yield* ask(strip);
  yield* lesson.cue('instead', {when: !told.isSame});

  yield* lesson.cue('neurons');
  yield* leave(strip);
  const fires = new Bars({
    values: told.activations,
    role: 'feedForward',
    title: lesson.word('fires'),
    limit: 'largest',
    write: twoDecimals,
  });
  const rows = stage.fill(
    new Rows({
      of: found.length,
      others: {indices: [found.length], name: lesson.word('rest')},
      children: [
        new Names({
          face: 'text',
          title: lesson.word('place'),
          names: found.map(
            ({layer, index}) => `${lesson.word('layer')} ${layer} · ${index}`,
          ),
        }),
        fires,
      ],
    }),
  );
  yield* appear(rows);

  yield* lesson.cue('writes');
  const cells = new Cells({
    values: told.written,
    role: 'residual',
    title: lesson.word('writes'),
    most: 48,
  });
  yield* appear(rows.join(cells));

  yield* lesson.cue('promotes');
  const chips = new Chips({
    chips: told.chips,
    source,
    title: lesson.word('promotes'),
  });
  yield* leave(fires);
  yield* appear(rows.join(chips));
  yield* lesson.cue('answer', {
    when: promoting.length > 0,
    play: () => pick(rows, ...promoting),
  });

  yield* lesson.cue('adds');
  const adds = new Bars({
    values: told.adds,
    role: 'head',
    title: lesson.word('adds'),
    limit: 'largest',
    write: twoDecimals,
  });
  yield* all(unpick(rows), leave(cells));
  yield* appear(rows.join(adds), {to: found.length});

  yield* lesson.cue('grows');
  const total = stage.above(
    rows,
    new BigFigure({label: lesson.word('score'), write: twoDecimals}),
  );
  yield* appear(total);
  for (const [i, sum] of told.sums.entries()) {
    yield* all(pick(rows, i), total.value(sum, MOVE, EASE));
  }

  yield* lesson.cue('rest');
  yield* unpick(rows);
  yield* all(appear(adds), total.value(facts.logit, SLOW, EASE));

  yield* lesson.cue('share', {
    when: told.isSame,
    *play() {
      yield* leave(total, rows);
      const shares = new Bars({
        values: told.shares,
        title: lesson.word('share'),
        role: 'head',
      });
      const layers = stage.fill(
        new Rows({
          of: told.rows,
          children: [
            new Names({
              face: 'text',
              names: told.layers.map(({after}) =>
                layerName(after, {
                  embedding: lesson.word('embedding'),
                  layer: lesson.word('layer'),
                }),
              ),
            }),
          ],
        }),
      );
      yield* appear(layers);
      yield* softmax(layers.join(shares));
    },
  });
  yield* lesson.finish();
});
