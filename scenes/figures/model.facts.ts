import type {ModuleNode} from '../../data-extract/capture/format.ts';
import {openCapture} from '../captured/open-capture.ts';
import type {Source} from '../captured/tensor.ts';
import type {FigureKind} from './figure-kind.ts';

/** What a model is made of, from its own files. */
export interface ModelFigure {
  tree: ModuleNode;
  total: number;
  source: Source;
}

export const model: FigureKind<ModelFigure> = {
  shows: 'the modules of a model with shapes and parameters, as its files name them',
  views: [],
  takes: [],
  asksAt: false,
  readsText: false,
  probes: () => ({modules: true}),
  lacks: ({results}) => (results.modules ? null : 'modules'),
  read(files) {
    const probes = {modules: true as const};
    const {modules, source} = openCapture({role: 'decoder', text: '', probes}, files);
    return {tree: modules.tree, total: modules.parameters.total, source};
  },
};
