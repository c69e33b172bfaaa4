import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ModuleNode} from 'attention-in-motion/captured';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Source} from 'attention-in-motion/captured/tensor';
import {ModuleBoxes} from 'attention-in-motion/components/ModuleBoxes';
import {ModuleTree} from 'attention-in-motion/components/ModuleTree';
import type {FusedPart} from 'attention-in-motion/components/module-lines';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import {EASE, SLOW} from 'attention-in-motion/theme/motion';

import script from './module-tree.script';
import declaration from './moe.capture.ts';
import captured from './moe.captured';

const weight = (...shape: number[]): ModuleNode => {
  const parameters = shape.reduce((a, b) => a * b, 1);
  return {name: 'weight', parameters, shape, children: []};
};
const module = (name: string, ...children: ModuleNode[]): ModuleNode => {
  const parameters = children.reduce((sum, child) => sum + child.parameters, 0);
  return {name, parameters, shape: null, children};
};

/** Attention with one matrix for queries, keys and values; none of the models has that. */
const FUSED = module(
  'self_attn',
  module('qkv_proj', weight(3072, 9216)),
  module('o_proj', weight(3072, 3072)),
);

const INVENTED: Source = {model: null, revision: '', dtype: '', illustrative: true};
const PARTS: Readonly<Record<string, readonly FusedPart[]>> = {
  qkv_proj: [
    {name: 'q', shape: [3072, 3072], role: 'query'},
    {name: 'k', shape: [3072, 3072], role: 'key'},
    {name: 'v', shape: [3072, 3072], role: 'value'},
  ],
};

export default makeScene2D(function* (view) {
  const {modules, source} = openCapture(declaration, captured);
  const lesson = useLesson(view, script, {total: modules.parameters.total});

  yield* lesson.cue('list');
  const tree = lesson.stage.fill(
    new ModuleTree({
      tree: modules.tree,
      source,
      words: {parameters: lesson.word('parameters')},
    }),
  );
  yield* appear(tree);

  yield* lesson.cue('folded');
  yield* tree.folded(1, SLOW, EASE);

  yield* lesson.cue('picked');
  tree.module('self_attn');
  yield* pick(tree);

  yield* lesson.cue('whole');
  yield* unpick(tree);
  const boxes = lesson.stage.rightOf(
    tree,
    new ModuleBoxes({lines: tree.lines, from: index => tree.boxOf(index), source}),
  );
  yield* appear(boxes);

  yield* lesson.cue('fused');
  yield* leave(tree, boxes);
  const fused = lesson.stage.fill(
    new ModuleTree({tree: FUSED, source: INVENTED, fused: PARTS}),
  );
  yield* appear(fused);
  const split = lesson.stage.rightOf(
    fused,
    new ModuleBoxes({
      lines: fused.lines,
      fused: PARTS,
      source: INVENTED,
      from: index => fused.boxOf(index),
    }),
  );
  yield* appear(split);
  yield* all(fused.opened(1, SLOW, EASE), split.opened(1, SLOW, EASE));

  yield* lesson.cue('standing');
  yield* pick(split, ...split.within('qkv_proj'));
  yield* lesson.finish();
});
