import type {ModuleNode} from './format.ts';

/** A module's shape, and name and form of all that it holds. */
type Form = readonly [readonly number[] | null, readonly (readonly [string, Form])[]];

/**
 * Modules that hold each other in runs: numbered ones (layers, experts) that follow each
 * other and are alike to the last shape are one run, every other module is one by itself.
 */
export function runsOfAlike(modules: readonly ModuleNode[]): ModuleNode[][] {
  const runs: ModuleNode[][] = [];
  let form: string | null = null;
  for (const module of modules) {
    const own = /^\d+$/.test(module.name) ? JSON.stringify(formOf(module)) : null;
    if (own !== null && own === form) runs[runs.length - 1].push(module);
    else runs.push([module]);
    form = own;
  }
  return runs;
}

const formOf = ({shape, children}: ModuleNode): Form => [
  shape,
  children.map(child => [child.name, formOf(child)] as const),
];
