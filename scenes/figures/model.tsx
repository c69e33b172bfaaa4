import {makeScene2D} from '@motion-canvas/2d';
import type {ThreadGenerator} from '@motion-canvas/core';

import {ModuleTree} from '../components/ModuleTree.ts';
import {appear} from '../motion/acts.ts';
import {group} from '../script/numbers.ts';
import {EASE, SLOW} from '../theme/motion.ts';
import type {ModelFigure} from './model.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'model', {texts, draw});
});

const texts = ({total}: ModelFigure, words: FigureWords): FigureTexts => ({
  title: words.modulesOf(group(total)),
  notes: [],
});

function* draw({values, words, stage, room}: SideToDraw<ModelFigure>): ThreadGenerator {
  const {tree, source} = values;
  const modules = stage.fill(
    new ModuleTree({
      tree,
      source,
      words: {parameters: words.parameters},
      hasShapes: room === 'whole',
      ...(room === 'half' ? {box: stage.box} : {}),
    }),
  );
  yield* appear(modules);
  yield* modules.folded(1, SLOW, EASE);
}
