import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {ParameterBlocks} from 'attention-in-motion/components/ParameterBlocks';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick, work} from 'attention-in-motion/motion/acts';
import {merge} from 'attention-in-motion/motion/verbs';
import {SLOW} from 'attention-in-motion/theme/motion';

import declaration from './moe.capture.ts';
import captured from './moe.captured';
import script from './parameter-blocks.script';

export default makeScene2D(function* (view) {
  const {modules, router, source} = openCapture(declaration, captured);
  const {experts: count, topK} = router.layer(0);
  const {
    embedding,
    attention,
    norm,
    router: gates,
    experts,
  } = modules.parameters.byComponent;
  const lesson = useLesson(view, script, {count, topK});
  const blocks = lesson.stage.fill(
    new ParameterBlocks({
      groups: [
        {label: lesson.word('embedding'), role: 'token', count: embedding},
        {label: lesson.word('attention'), role: 'attention', count: attention},
        {label: lesson.word('norm'), role: 'norm', count: norm},
        {label: lesson.word('router'), role: 'router', count: gates},
        {
          label: lesson.word('experts'),
          role: 'expert',
          count: experts,
          active: (experts * topK) / count,
        },
        {label: lesson.word('head'), role: 'head', count: embedding, tiedTo: 0},
      ],
      source,
      words: {
        total: lesson.word('total'),
        active: lesson.word('active'),
        unit: lesson.word('unit'),
      },
    }),
  );

  yield* lesson.cue('load');
  yield* appear(blocks, {seconds: SLOW * 3});

  yield* lesson.cue('tied');
  yield* merge(blocks);

  yield* lesson.cue('whole');
  yield* work(blocks);

  yield* lesson.cue('picked');
  yield* pick(blocks, 4);
  yield* lesson.finish();
});
