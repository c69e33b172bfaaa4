import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {ModuleBoxes} from 'attention-in-motion/components/ModuleBoxes';
import {ModuleTree} from 'attention-in-motion/components/ModuleTree';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave} from 'attention-in-motion/motion/acts';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import declaration from './print-model.capture.ts';
import captured from './print-model.captured';
import {readModules} from './print-model.facts.ts';
import script from './print-model.script';

export default makeScene2D(function* (view) {
  const model = readModules(openCapture(declaration, captured));
  const lesson = useLesson(view, script, model.facts);
  const {stage} = lesson;
  const {source, fused} = model;

  yield* lesson.cue('list');
  const tree = stage.fill(new ModuleTree({tree: model.tree, source}));
  yield* appear(tree);

  yield* lesson.cue('fold', {
    when: model.isRepeated,
    play: () => tree.folded(1, SLOW, EASE),
  });

  yield* lesson.cue('boxes');
  const boxes = stage.rightOf(
    tree,
    new ModuleBoxes({
      lines: tree.lines,
      fused,
      source,
      from: index => tree.boxOf(index),
    }),
  );
  yield* appear(boxes, {seconds: boxes.count * 0.5});

  yield* lesson.cue('fused', {
    when: model.isFused,
    play: () => boxes.opened(1, SLOW, EASE),
  });

  yield* lesson.cue('picture');
  yield* leave(tree);
  yield* lesson.finish();
});
