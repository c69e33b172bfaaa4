import {makeScene2D} from '@motion-canvas/2d';

import {openListings} from 'attention-in-motion/captured/listings';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import {QUICK} from 'attention-in-motion/theme/motion';

import captured from './libraries.captured';
import {readLibraries} from './libraries.facts.ts';
import script from './libraries.script';
import {programPanels} from './program-panels.ts';

export default makeScene2D(function* (view) {
  const libraries = readLibraries(openListings(captured));
  const {source} = libraries;
  const lesson = useLesson(view, script, libraries.facts);
  const {stage} = lesson;
  const {codeOf, outputOf} = programPanels(source, {
    ids: 'token',
    logits: 'head',
    residual: 'residual',
    attention: 'query',
  });

  yield* lesson.cue('pipeline');
  const pipeline = stage.fill(codeOf(libraries.pipeline));
  yield* appear(pipeline, {seconds: pipeline.count * QUICK});

  yield* lesson.cue('said');
  const said = stage.below(pipeline, outputOf(libraries.pipeline));
  yield* appear(said, {seconds: 4 * QUICK});

  yield* lesson.cue('tokens');
  yield* leave(pipeline, said);
  const tokens = stage.fill(codeOf(libraries.tokens));
  yield* appear(tokens, {seconds: tokens.count * QUICK});
  const ids = stage.below(tokens, outputOf(libraries.tokens));
  yield* appear(ids, {seconds: 4 * QUICK});

  yield* lesson.cue('session');
  yield* leave(tokens, ids);
  const logits = stage.fill(codeOf(libraries.logits));
  yield* appear(logits, {seconds: logits.count * QUICK});
  yield* pick(logits, 2);

  yield* lesson.cue('cache');
  yield* unpick(logits);
  yield* pick(logits, 9, 10, 11, 12);

  yield* lesson.cue('logits');
  yield* leave(logits);
  const run = stage.fill(codeOf(libraries.run));
  yield* appear(run, {seconds: QUICK});
  const shape = stage.below(run, outputOf(libraries.logits));
  yield* appear(shape, {seconds: 4 * QUICK});

  yield* lesson.cue('inside');
  yield* leave(run, shape);
  const inside = stage.fill(codeOf(libraries.inside));
  yield* appear(inside, {seconds: inside.count * QUICK});

  yield* lesson.cue('states');
  const states = stage.below(inside, outputOf(libraries.inside));
  yield* appear(states, {seconds: 4 * QUICK});
  yield* lesson.finish();
});
