import {makeScene2D} from '@motion-canvas/2d';

import type {ModuleNode} from '../../data-extract/capture/format.ts';
import {openCapture} from '../captured/open-capture.ts';
import {ModuleTree} from '../components/ModuleTree.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {appear} from '../motion/acts.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
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

  yield* lesson.cue('whole');
  yield* tree.folded(1, SLOW, EASE);

  yield* lesson.cue('picked');
  tree.module('self_attn');
  yield* tree.picked(1, MOVE, EASE);

  yield* lesson.cue('fused');
  const fused = lesson.stage.rightOf(
    tree,
    new ModuleTree({
      tree: FUSED,
      source: {model: null, revision: '', dtype: '', illustrative: true},
      fused: {
        qkv_proj: [
          {name: 'q', shape: [3072, 3072], role: 'query'},
          {name: 'k', shape: [3072, 3072], role: 'key'},
          {name: 'v', shape: [3072, 3072], role: 'value'},
        ],
      },
    }),
  );
  yield* appear(fused);
  yield* fused.opened(1, SLOW, EASE);
  yield* lesson.finish();
});
