import type {ModuleNode} from 'attention-in-motion/captured';
import type {Captured} from 'attention-in-motion/captured/open-capture';
import {moduleLines} from 'attention-in-motion/components/module-lines';

import {fusedParts} from './fused-parts.ts';
import type declaration from './print-model.capture.ts';

/** Lines that any tree has room for: enough to find what repeats. */
const MANY = 10_000;

/** The modules of a model, and what of them repeats or is fused. */
export function readModules({modules, model, source}: Captured<typeof declaration>) {
  const {tree, parameters} = modules;
  const fused = fusedParts(tree, model.dModel);
  const lines = moduleLines(tree, MANY);
  // What repeats most is the layers; experts repeat within one.
  const repeated = lines.find(({times}) => times > 1) ?? null;
  const [firstFused = null] = Object.keys(fused);
  return {
    tree: unwrapped(tree),
    fused,
    source,
    isRepeated: repeated !== null,
    isFused: firstFused !== null,
    facts: {
      model: source.model ?? '',
      total: parameters.total,
      times: repeated?.times ?? 1,
      modules: moduleCount(tree),
      fused: firstFused?.split('.').at(-1) ?? '',
      parts:
        firstFused === null ? '' : fused[firstFused].map(({name}) => name).join(', '),
    },
  };
}

/** A tree without wrappers that an export has put around the whole of it. */
function unwrapped(tree: ModuleNode): ModuleNode {
  const [only, ...others] = tree.children;
  return others.length === 0 && tree.children.length > 0 && isWrapper(only)
    ? unwrapped({...only, name: ''})
    : tree;
}

/** Names of one or two letters are given by exports, not by models: `h` holds layers. */
const isWrapper = ({name, children}: ModuleNode): boolean =>
  name.length <= 2 &&
  !/^\d+$/.test(name) &&
  children.every(child => !/^\d+$/.test(child.name)) &&
  children.some(child => child.children.length > 0);

/** Modules that hold weights or others, weights themselves left out. */
const moduleCount = ({children}: ModuleNode): number =>
  children.reduce(
    (count, child) => count + (child.children.length > 0 ? 1 + moduleCount(child) : 0),
    0,
  );
