import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Bars} from 'attention-in-motion/components/Bars';
import {Chips} from 'attention-in-motion/components/Chips';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {distinctLabels} from 'attention-in-motion/components/token-label';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask, pick, unpick} from 'attention-in-motion/motion/acts';
import {score, softmax} from 'attention-in-motion/motion/verbs';
import {layerName} from 'attention-in-motion/script/layer-name';

import declaration from './when-does-it-know.capture.ts';
import captured from './when-does-it-know.captured';
import {readLens} from './when-does-it-know.facts.ts';
import script from './when-does-it-know.script';

export default makeScene2D(function* (view) {
  const lens = readLens(openCapture(declaration, captured));
  const {layers, source, knows} = lens;
  const lesson = useLesson(view, script, lens.facts);
  const {stage} = lesson;

  yield* lesson.cue('prompt');
  const asked = lens.prompt.length - 1;
  const strip = stage.fill(new TokenStrip({tokens: lens.prompt, source, query: asked}));
  yield* appear(strip);
  yield* ask(strip);

  yield* lesson.cue('lens');
  const rows = stage.below(
    strip,
    new Rows({
      of: lens.rows,
      children: [
        new Names({
          face: 'text',
          names: layers.map(({after}) =>
            layerName(after, {
              embedding: lesson.word('embedding'),
              layer: lesson.word('layer'),
            }),
          ),
        }),
        new Chips({
          chips: layers.map(({top}) => distinctLabels(top).map(label => ({label}))),
          source,
          title: lesson.word('best'),
          role: 'head',
        }),
      ],
    }),
  );
  yield* appear(rows);

  yield* lesson.choose({echo: lens.isEcho, start: !lens.isEcho});
  yield* pick(rows, 0);

  yield* lesson.cue('answer');
  const ranks = new Figures({
    values: lens.ranks,
    title: lesson.word('rank'),
    role: 'head',
  });
  const shares = new Bars({
    values: lens.shares,
    title: lesson.word('share'),
    role: 'head',
  });
  yield* unpick(rows);
  yield* score(rows.join(ranks));
  yield* softmax(rows.join(shares));

  yield* lesson.choose({knows: knows !== null, never: knows === null});
  yield* pick(rows, knows ?? layers.length - 1);

  yield* lesson.cue('care');
  yield* unpick(rows);
  yield* lesson.finish();
});
