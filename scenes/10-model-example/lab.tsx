import {makeScene2D} from '@motion-canvas/2d';
import {openListings} from 'attention-in-motion/captured/listings';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import {QUICK} from 'attention-in-motion/theme/motion';

import captured from './lab.captured';
import {readLab} from './lab.facts.ts';
import script from './lab.script';
import {programPanels} from './program-panels.ts';

export default makeScene2D(function* (view) {
  const lab = readLab(openListings(captured));
  const {source} = lab;
  const lesson = useLesson(view, script, lab.facts);
  const {stage} = lesson;
  const {codeOf, outputOf} = programPanels(source, {
    hidden: 'residual',
    rows: 'head',
  });

  yield* lesson.cue('load');
  const generate = stage.fill(codeOf(lab.generate));
  yield* appear(generate, {seconds: generate.count * QUICK});

  yield* lesson.cue('greedy');
  yield* pick(generate, 5);

  yield* lesson.cue('story');
  yield* unpick(generate);
  const story = stage.below(generate, outputOf(lab.generate));
  yield* appear(story, {seconds: 4 * QUICK});

  yield* lesson.cue('hidden');
  yield* leave(generate, story);
  const head = stage.fill(codeOf(lab.head));
  yield* appear(head, {seconds: head.count * QUICK});

  yield* lesson.cue('product');
  yield* pick(head, 9, 10, 11, 12, 13);

  yield* lesson.cue('argmax');
  yield* unpick(head);
  const scores = stage.rightOf(head, outputOf(lab.head));
  yield* appear(scores, {seconds: 4 * QUICK});
  yield* lesson.finish();
});
