import {runsOfAlike} from '../../data-extract/capture/alike-modules.ts';
import type {ModuleNode} from '../../data-extract/capture/format.ts';

/** A number with its thousands marked. */
export const count = (number: number): string => number.toLocaleString('en');

/** The modules of a model as lines, neighbours that are alike (layers, experts) in one. */
export function treeLines({children}: ModuleNode, indent = ''): string[] {
  return runsOfAlike(children).flatMap(run => {
    const [{name, shape, parameters}] = run;
    const named = run.length > 1 ? `${name} to ${run[run.length - 1].name}, each` : name;
    const size = shape ? ` [${shape.join(', ')}]` : '';
    return [
      `${indent}${named}${size}: ${count(parameters)}`,
      ...treeLines(run[0], `${indent}  `),
    ];
  });
}
