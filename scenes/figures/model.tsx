import {makeScene2D} from '@motion-canvas/2d';
import {waitFor} from '@motion-canvas/core';

import {ModuleTree} from '../components/ModuleTree.ts';
import {appear} from '../motion/acts.ts';
import {group} from '../script/numbers.ts';
import {EASE, SLOW} from '../theme/motion.ts';
import {LAST_HOLD} from './hold.ts';
import {useFigure} from './use-figure.ts';

export default makeScene2D(function* (view) {
  const {values, words, stage} = useFigure(view, 'model', ({total}, words) => ({
    title: words.modulesOf(group(total)),
    notes: [],
  }));
  const {tree, source} = values;
  const modules = stage.fill(
    new ModuleTree({tree, source, words: {parameters: words.parameters}}),
  );
  yield* appear(modules);
  yield* modules.folded(1, SLOW, EASE);
  yield* waitFor(LAST_HOLD);
});
