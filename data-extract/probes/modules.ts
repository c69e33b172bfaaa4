import {findParameters} from '../graph/parameters.ts';
import type {Parameter} from '../graph/parameters.ts';
import {WeightReader} from '../graph/weights.ts';
import type {OpenModel} from '../run/open-model.ts';
import type {ModelProbe} from './probe.ts';

export interface ModulesResult {
  /** The model as a module, with all that is in it. */
  tree: ModuleNode;
  /** How many parameters there are, in all and by kind of part. */
  parameters: {total: number; byComponent: Record<string, number>};
}

/** A module of the model with what it holds. */
export interface ModuleNode {
  name: string;
  /** Parameters in it and below, shared ones counted once. */
  parameters: number;
  /** Shape of a weight, `null` for a module. */
  shape: number[] | null;
  children: ModuleNode[];
}

/** The model's modules with their parameters, each weight counted once. */
export const modules: ModelProbe<true, ModulesResult> = {
  defaults: true,
  tensors: [],
  read: ({open}) => ({tensors: [], result: countModules(open)}),
};

/** Count parameters by component and by module; weights that are shared count once. */
export function countModules({encoder, main}: OpenModel): ModulesResult {
  const seen = new Set<string>();
  const parameters: Parameter[] = [];
  for (const stage of [main, ...(encoder ? [encoder] : [])]) {
    const reader = new WeightReader(stage.files);
    try {
      for (const parameter of findParameters(stage.map)) {
        const key = keyOf(reader, parameter);
        if (seen.has(key)) continue;
        seen.add(key);
        parameters.push(parameter);
      }
    } finally {
      reader.close();
    }
  }
  const byComponent: Record<string, number> = {};
  for (const {component, count} of parameters) {
    byComponent[component] = (byComponent[component] ?? 0) + count;
  }
  const tree = treeOf(parameters);
  return {tree, parameters: {total: tree.parameters, byComponent}};
}

/** From this size on, equal data mean a shared weight; small ones are equal by chance. */
const SHARED = 4096;

function keyOf(reader: WeightReader, {name, tensor, count}: Parameter): string {
  if (count < SHARED) return name;
  try {
    return reader.fingerprint(tensor);
  } catch (error) {
    if (error instanceof RangeError) return name;
    throw error;
  }
}

function treeOf(parameters: readonly Parameter[]): ModuleNode {
  const root: ModuleNode = {name: '', parameters: 0, shape: null, children: []};
  for (const {name, tensor, count} of parameters) {
    let node = root;
    node.parameters += count;
    const path = name.split('.');
    path.forEach((part, i) => {
      let child = node.children.find(known => known.name === part);
      if (!child) {
        child = {name: part, parameters: 0, shape: null, children: []};
        node.children.push(child);
      }
      child.parameters += count;
      if (i === path.length - 1) child.shape = [...tensor.dims];
      node = child;
    });
  }
  return root;
}
