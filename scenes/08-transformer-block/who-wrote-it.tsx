import {makeScene2D} from '@motion-canvas/2d';

import {openCapture} from '../captured/open-capture.ts';
import {Bars} from '../components/Bars.ts';
import {Cells} from '../components/Cells.ts';
import {Figures} from '../components/Figures.ts';
import {Names} from '../components/Names.ts';
import {Rows} from '../components/Rows.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, ask, leave, pick, unpick} from '../motion/acts.ts';
import {score} from '../motion/verbs.ts';
import {withDecimals} from '../script/numbers.ts';
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
