import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Bars} from 'attention-in-motion/components/Bars';
import {Cells} from 'attention-in-motion/components/Cells';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, ask, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import {score} from 'attention-in-motion/motion/verbs';
import {withDecimals} from 'attention-in-motion/script/numbers';

import declaration from './who-wrote-it.capture.ts';
import captured from './who-wrote-it.captured';
import {readParts} from './who-wrote-it.facts.ts';
import script from './who-wrote-it.script';

const twoDecimals = withDecimals(2);

export default makeScene2D(function* (view) {
  const found = readParts(openCapture(declaration, captured));
  const {tokens, source, parts, most, against} = found;
  const lesson = useLesson(view, script, found.facts);
  const {stage} = lesson;
  const names = {
    embed: lesson.word('embedding'),
    attn: lesson.word('attention'),
    mlp: lesson.word('feedForward'),
    experts: lesson.word('experts'),
    bias: lesson.word('bias'),
  };

  yield* lesson.cue('prompt');
  const strip = stage.fill(new TokenStrip({tokens, source, query: tokens.length - 1}));
  yield* appear(strip);
  yield* ask(strip);

  yield* lesson.cue('parts');
  yield* leave(strip);
  const rows = stage.fill(
    new Rows({
      of: found.rows,
      others: {indices: found.others, name: lesson.word('others')},
      loud: [most],
      children: [
        new Names({
          face: 'text',
          names: parts.map(({kind, layer}) => `${names[kind]} ${layer ?? ''}`.trim()),
        }),
        new Cells({
          values: found.vectors,
          role: 'residual',
          title: lesson.word('vectors'),
        }),
      ],
    }),
  );
  yield* appear(rows);

  yield* lesson.cue('adds');
  const adds = new Bars({
    values: found.adds,
    role: 'head',
    title: lesson.word('adds'),
    limit: 'largest',
    loud: 'rows',
    write: twoDecimals,
  });
  yield* appear(rows.join(adds));

  yield* lesson.cue('total');
  const totals = new Figures({
    values: found.totals,
    role: 'head',
    title: lesson.word('total'),
    write: twoDecimals,
  });
  yield* score(rows.join(totals));

  yield* lesson.cue('most');
  yield* pick(rows, most);

  yield* unpick(rows);
  yield* lesson.cue('against', {
    when: against.length > 0,
    play: () => pick(rows, ...against),
  });
  yield* lesson.cue('none', {when: against.length === 0});
  yield* lesson.finish();
});
