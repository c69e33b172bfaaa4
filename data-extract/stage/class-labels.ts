import type {ResolvedModel} from '../models/resolved-model.ts';

/** What a classifier tells apart. */
export interface ClassLabels {
  /** By their numbers. */
  names: readonly string[];
  /** `one`: probabilities sum to 1; `several`: each class by itself; `numbers`: none. */
  kind: 'one' | 'several' | 'numbers';
}

/** The labels that `config.json` names, `null` where it names none. */
export function classLabels(config: ResolvedModel['config']): ClassLabels | null {
  const table = config?.id2label;
  if (typeof table !== 'object' || table === null) return null;
  const entries = Object.entries(table as Record<string, unknown>);
  const names = entries.map(([, label]) => String(label));
  const isList = entries.every(([id], i) => Number(id) === i);
  if (!isList || names.length === 0) return null;
  const {problem_type: problem} = config ?? {};
  if (problem === 'multi_label_classification') return {names, kind: 'several'};
  const isNumber = problem === 'regression' || names.length === 1;
  return {names, kind: isNumber ? 'numbers' : 'one'};
}
