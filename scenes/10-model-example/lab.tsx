import {makeScene2D} from '@motion-canvas/2d';

import {openListings} from '../captured/listings.ts';
import {CodePanel} from '../components/CodePanel.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear, leave, pick, unpick} from '../motion/acts.ts';
import {QUICK} from '../theme/motion.ts';
import captured from './lab.captured';
import {readLab} from './lab.facts.ts';
import script from './lab.script';

export default makeScene2D(function* (view) {
  const lab = readLab(openListings(captured));
  const {source} = lab;
  const lesson = useLesson(view, script, lab.facts);
  const {stage} = lesson;
  const codeOf = ({code}: {code: string}): CodePanel =>
    new CodePanel({
      code,
      language: 'typescript',
      roles: {hidden: 'residual', rows: 'head'},
    });
  const outputOf = ({printed}: {printed: string}): CodePanel =>
    new CodePanel({code: printed, language: 'text', source});

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
