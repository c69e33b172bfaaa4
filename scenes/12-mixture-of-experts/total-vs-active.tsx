import {makeScene2D} from '@motion-canvas/2d';

import {openModelSizes} from '../captured/model-sizes.ts';
import type {Tensor} from '../captured/tensor.ts';
import {Bars} from '../components/Bars.ts';
import {Names} from '../components/Names.ts';
import {ParameterBlocks} from '../components/ParameterBlocks.ts';
import {Rows} from '../components/Rows.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, pick, swap, work} from '../motion/acts.ts';
import {withDecimals} from '../script/numbers.ts';
import type {ColorRole} from '../theme/palette.ts';
import {SLOW} from '../theme/motion.ts';
import captured from './total-vs-active.captured';
import {readParameters} from './total-vs-active.facts.ts';
import script from './total-vs-active.script';

export default makeScene2D(function* (view) {
  const told = readParameters(openModelSizes(captured));
  const {groups, source, models} = told;
  const lesson = useLesson(view, script, told.facts);
  const {stage} = lesson;

  yield* lesson.cue('load');
  const blocks = stage.fill(
    new ParameterBlocks({
      groups: groups.map(group => ({...group, label: lesson.word(group.name)})),
      source,
      words: {
        total: lesson.word('total'),
        active: lesson.word('active'),
        unit: lesson.word('unit'),
      },
    }),
  );
  yield* appear(blocks, {seconds: 4 * SLOW});

  yield* lesson.cue('active');
  yield* work(blocks, {seconds: 2 * SLOW});

  yield* lesson.cue('router');
  yield* pick(blocks, told.router);

  yield* lesson.cue('memory');
  const bars = (values: Tensor, word: string, role: ColorRole, decimals: number): Bars =>
    new Bars({
      values,
      role,
      title: lesson.word(word),
      limit: 'largest',
      write: withDecimals(decimals),
    });
  const rows = new Rows({
    of: models.labels.length,
    children: [
      new Names({names: models.labels, face: 'text'}),
      bars(models.memory, 'memory', 'expert', 0),
    ],
  });
  yield* swap(blocks, rows);

  yield* lesson.cue('work');
  yield* appear(rows.join(bars(models.work, 'work', 'router', 2)));
  yield* lesson.finish();
});
