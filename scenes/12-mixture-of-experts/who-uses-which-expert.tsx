import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {ExpertBins} from 'attention-in-motion/components/ExpertBins';
import {MatrixGrid} from 'attention-in-motion/components/MatrixGrid';
import {TokenStrip} from 'attention-in-motion/components/TokenStrip';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick, swap, unpick} from 'attention-in-motion/motion/acts';
import {route} from 'attention-in-motion/motion/verbs';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

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
