import type {ModuleNode} from '../../data-extract/capture/format.ts';

/** A number with its thousands marked. */
export const count = (number: number): string => number.toLocaleString('en');

/** The modules of a model as lines, neighbours that are alike (layers, experts) in one. */
export function treeLines({children}: ModuleNode, indent = ''): string[] {
  const lines: string[] = [];
  for (let first = 0; first < children.length;) {
    const child = children[first];
    const end = endOfAlike(children, first);
    const alike = end - first;
    const name =
      alike > 1 ? `${child.name} to ${children[end - 1].name}, each` : child.name;
    const shape = child.shape ? ` [${child.shape.join(', ')}]` : '';
    lines.push(`${indent}${name}${shape}: ${count(child.parameters)}`);
    lines.push(...treeLines(child, `${indent}  `));
    first = end;
  }
  return lines;
}

/** Only numbered modules are many of one kind. */
function endOfAlike(children: readonly ModuleNode[], first: number): number {
  let end = first + 1;
  if (!/^\d+$/.test(children[first].name)) return end;
  const form = formOf(children[first]);
  while (
    end < children.length &&
    /^\d+$/.test(children[end].name) &&
    formOf(children[end]) === form
  ) {
    end++;
  }
  return end;
}

const formOf = ({shape, children}: ModuleNode): string =>
  JSON.stringify([shape, children.map(child => [child.name, formOf(child)])]);
