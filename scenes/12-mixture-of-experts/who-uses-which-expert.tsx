import {makeScene2D} from '@motion-canvas/2d';

import {openCapture} from '../captured/open-capture.ts';
import {ExpertBins} from '../components/ExpertBins.ts';
import {MatrixGrid} from '../components/MatrixGrid.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, pick, swap, unpick} from '../motion/acts.ts';
import {route} from '../motion/verbs.ts';
import {EASE, MOVE} from '../theme/motion.ts';
import declaration from './who-uses-which-expert.capture.ts';
import captured from './who-uses-which-expert.captured';
import {readUse} from './who-uses-which-expert.facts.ts';
import script from './who-uses-which-expert.script';

export default makeScene2D(function* (view) {
  const told = readUse(openCapture(declaration, captured));
  const {tokens, source, experts, falling, first, second} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;

  yield* lesson.cue('text');
  const strip = stage.fill(new TokenStrip({tokens, source}));
  yield* appear(strip);

  yield* lesson.cue('fall');
  const bins = new ExpertBins({
    tokens: told.labels.slice(0, falling),
    choices: told.choices.slice(0, falling),
    experts,
    source,
    words: {expert: lesson.word('expert')},
  });
  yield* swap(strip, bins);
  yield* route(bins);

  yield* lesson.cue('kinds');
  const map = new MatrixGrid({
    values: told.shares,
    ramp: 'share',
    role: 'expert',
    limit: 1,
    rows: told.kinds.map(lesson.word),
    columns: Array.from({length: experts}, (_, expert) => `${expert}`),
    axes: {
      rows: lesson.word('kind'),
      columns: lesson.word('experts'),
    },
  });
  yield* swap(bins, map);

  yield* lesson.cue('first');
  map.row(first.row);
  yield* pick(map);

  yield* lesson.cue('second');
  yield* map.row(second.row, MOVE, EASE);

  yield* lesson.choose({parted: told.isParted, mixed: !told.isParted});
  yield* unpick(map);
  yield* lesson.finish();
});
