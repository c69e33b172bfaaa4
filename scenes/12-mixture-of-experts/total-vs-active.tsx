import {makeScene2D} from '@motion-canvas/2d';
import {openModelSizes} from 'attention-in-motion/captured/model-sizes';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Bars} from 'attention-in-motion/components/Bars';
import {Names} from 'attention-in-motion/components/Names';
import {ParameterBlocks} from 'attention-in-motion/components/ParameterBlocks';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick, swap, work} from 'attention-in-motion/motion/acts';
import {withDecimals} from 'attention-in-motion/script/numbers';
import {SLOW} from 'attention-in-motion/theme/motion';
import type {ColorRole} from 'attention-in-motion/theme/palette';

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
