import type {ModuleNode} from 'attention-in-motion/captured';
import type {FusedPart} from 'attention-in-motion/components/module-lines';

/** Modules that make queries, keys and values at once, and gates and values of a gated layer. */
const QKV = /^(qkv_proj|c_attn|query_key_value|Wqkv|wqkv|qkv|in_proj)$/;
const GATED = /^(gate_up_proj|Wi|gate_up)$/;
/** The modules after them, whose weights say how wide a part is. */
const AFTER_QKV = /^(o_proj|c_proj|dense|Wo|out_proj)$/;
const AFTER_GATED = /^(down_proj|Wo|dense)$/;

/**
 * What fused modules of a tree are made of, by the end of their path: how wide the parts
 * are is read off the weights, as the module after them takes what they make.
 *
 * @param dModel - Numbers of a token's vector.
 */
export function fusedParts(
  tree: ModuleNode,
  dModel: number,
): Record<string, readonly FusedPart[]> {
  const found: Record<string, readonly FusedPart[]> = {};
  const visit = ({name, children}: ModuleNode): void => {
    for (const child of children) {
      const width = otherSide(child, dModel);
      if (width !== null) {
        const parts = partsOf(child.name, width, children, dModel);
        if (parts) {
          const path = name === '' ? child.name : `${name}.${child.name}`;
          found[path] = parts.map(part => ({
            ...part,
            shape: isTurned(child, dModel) ? [part.width, dModel] : [dModel, part.width],
          }));
        }
      }
      visit(child);
    }
  };
  visit(tree);
  return found;
}

type Width = Pick<FusedPart, 'name' | 'role'> & {width: number};

function partsOf(
  name: string,
  width: number,
  siblings: readonly ModuleNode[],
  dModel: number,
): Width[] | null {
  const after = (pattern: RegExp): number | null => {
    const next = siblings.find(sibling => pattern.test(sibling.name));
    return next ? otherSide(next, dModel) : null;
  };
  if (QKV.test(name)) {
    const queries = after(AFTER_QKV);
    if (queries === null || queries >= width) return null;
    const keys = (width - queries) / 2;
    return [
      {name: 'q', role: 'query', width: queries},
      {name: 'k', role: 'key', width: keys},
      {name: 'v', role: 'value', width: keys},
    ];
  }
  if (!GATED.test(name)) return null;
  const each = after(AFTER_GATED);
  if (each === null || 2 * each !== width) return null;
  return [
    {name: 'gate', role: 'feedForward', width: each},
    {name: 'up', role: 'feedForward', width: each},
  ];
}

const weightOf = ({children}: ModuleNode): readonly number[] =>
  children.find(({name}) => name === 'weight')?.shape ?? [];

/** The side of a module's matrix that is not as wide as a token's vector. */
function otherSide(module: ModuleNode, dModel: number): number | null {
  const shape = weightOf(module);
  if (shape.length !== 2) return null;
  const [rows, columns] = shape;
  if (rows === dModel) return columns;
  return columns === dModel ? rows : null;
}

/** Whether what comes in is the second side of the matrix. */
const isTurned = (module: ModuleNode, dModel: number): boolean =>
  weightOf(module)[0] !== dModel;
