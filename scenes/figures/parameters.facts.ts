import type {Source} from '../captured/tensor.ts';
import type {FigureKind} from './figure-kind.ts';
import {OF_MODULES, openModules} from './module-facts.ts';

/** Kinds of parts, in the order of a model. */
export const PARTS = [
  ...(['embedding', 'attention', 'norm', 'router'] as const),
  ...(['experts', 'mlp', 'head', 'other'] as const),
];

/** Where a model's parameters are. */
export interface ParametersFigure {
  parts: readonly {part: (typeof PARTS)[number]; count: number}[];
  total: number;
  source: Source;
}

export const parameters: FigureKind<ParametersFigure> = {
  shows: 'where the parameters of a model are',
  ...OF_MODULES,
  read(files) {
    const {modules, source} = openModules(files);
    const {total, byComponent} = modules.parameters;
    const known = PARTS.filter(part => part !== 'other');
    const counts = known.map(part => ({part, count: byComponent[part] ?? 0}));
    const told = counts.reduce((sum, {count}) => sum + count, 0);
    const all = [...counts, {part: 'other' as const, count: total - told}];
    return {parts: all.filter(({count}) => count > 0), total, source};
  },
};
