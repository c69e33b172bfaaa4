import type {ModuleNode} from '../../data-extract/capture/format.ts';
import type {Source} from '../captured/tensor.ts';
import type {FigureKind} from './figure-kind.ts';
import {OF_MODULES, openModules} from './module-facts.ts';

/** What a model is made of, from its own files. */
export interface ModelFigure {
  tree: ModuleNode;
  total: number;
  source: Source;
}

export const model: FigureKind<ModelFigure> = {
  shows: 'the modules of a model with shapes and parameters, as its files name them',
  ...OF_MODULES,
  read(files) {
    const {modules, source} = openModules(files);
    return {tree: modules.tree, total: modules.parameters.total, source};
  },
};
