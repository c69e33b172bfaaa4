import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Block} from 'attention-in-motion/components/Block';
import {ModuleBoxes} from 'attention-in-motion/components/ModuleBoxes';
import {ModuleTree} from 'attention-in-motion/components/ModuleTree';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import type {ColorRole} from 'attention-in-motion/theme/palette';

import modelDeclaration from '../10-model-example/print-model.capture.ts';
import modelCaptured from '../10-model-example/print-model.captured';
import {readModules} from '../10-model-example/print-model.facts.ts';
import {readParts} from './what-to-read.facts.ts';
import script from './what-to-read.script';

/** What to read, in order, each in the colour of what it tells most of. */
const READING = {
  illustrated: 'attention',
  hands: 'token',
  circuits: 'query',
  paper: 'head',
} as const satisfies Record<string, ColorRole>;

export default makeScene2D(function* (view) {
  const model = readModules(openCapture(modelDeclaration, modelCaptured));
  const {source, fused} = model;
  const tree = new ModuleTree({tree: model.tree, source});
  const parts = readParts(model, tree.lines);
  const lesson = useLesson(view, script, parts.facts);
  const {stage} = lesson;

  yield* lesson.cue('model');
  const boxes = stage.fill(
    new ModuleBoxes({
      lines: tree.lines,
      fused,
      source,
      from: index => tree.boxOf(index),
    }),
  );
  yield* appear(boxes);

  yield* lesson.cue('tokens');
  yield* pick(boxes, ...parts.about('tokens'));

  yield* lesson.cue('attention');
  yield* pick(boxes, ...parts.about('attention'));

  yield* lesson.choose({experts: parts.hasExperts, feed: !parts.hasExperts});
  yield* pick(boxes, ...parts.about('feed'));

  yield* lesson.choose({head: parts.hasHead, tied: !parts.hasHead});
  yield* pick(boxes, ...parts.about(parts.hasHead ? 'head' : 'tokens'));

  yield* lesson.cue('next');
  yield* unpick(boxes);
  yield* leave(boxes);
  const reading = Object.entries(READING).map(
    ([name, role]) =>
      new Block({title: lesson.word(name), detail: lesson.word(`${name}-by`), role}),
  );
  stage.rows(...reading);
  for (const one of reading) yield* appear(one);

  yield* lesson.cue('yours');
  yield* lesson.finish();
});
