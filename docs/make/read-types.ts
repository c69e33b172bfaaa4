import {Node} from 'ts-morph';
import type {
  ClassDeclaration,
  InterfaceDeclaration,
  ParameterDeclaration,
  TypeAliasDeclaration,
} from 'ts-morph';

import type {Sources} from './open-sources.ts';
import {namesIn} from './read-type.ts';

/** A type that fields of the page are of. */
export interface TypeDoc {
  name: string;
  /** Path of its file. */
  file: string;
  /** Its definition, as it is written. */
  definition: string;
}

type Declaration = ClassDeclaration | InterfaceDeclaration | TypeAliasDeclaration;

/**
 * The definitions of types, and of those that they name.
 *
 * @param names - Types that the page names; what is not the project's own is left out.
 * @param told - Types that the page tells of elsewhere.
 */
export function readTypes(
  sources: Sources,
  names: readonly string[],
  told: ReadonlySet<string>,
): TypeDoc[] {
  const found = new Map<string, TypeDoc>();
  const seen = new Set(told);
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const node = declarationOf(sources, name);
    if (!node) continue;
    const file = node.getSourceFile().getFilePath();
    found.set(name, {name, file: sources.pathOf(file), definition: definitionOf(node)});
    open.push(...namesIn(node));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function declarationOf({all}: Sources, name: string): Declaration | undefined {
  for (const file of all) {
    const node =
      file.getInterface(name) ?? file.getTypeAlias(name) ?? file.getClass(name);
    if (node?.isExported()) return node;
  }
  return undefined;
}

function definitionOf(node: Declaration): string {
  if (Node.isClassDeclaration(node)) return outlineOf(node);
  return node.getText(true).replace(/^export /m, '');
}

/** A class without what is in its functions. */
function outlineOf(node: ClassDeclaration): string {
  const fields = (node.getConstructors()[0]?.getParameters() ?? []).map(fieldOf);
  const methods = node.getMethods().map(one => {
    const docs = one.getJsDocs().map(doc => doc.getText().replace(/\n\s*/g, '\n   '));
    const parameters = one.getParameters().map(given => given.getText());
    const returned = one.getReturnTypeNode()?.getText() ?? 'void';
    const signature = `${one.getName()}(${parameters.join(', ')}): ${returned};`;
    return [...docs, signature].map(line => `  ${line}`).join('\n');
  });
  const docs = node.getJsDocs().map(doc => doc.getText());
  const head = [...docs, `class ${node.getName() ?? ''} {`].join('\n');
  return [head, ...fields, ...methods, '}'].join('\n');
}

const fieldOf = (node: ParameterDeclaration): string =>
  `  readonly ${node.getName()}: ${node.getTypeNode()?.getText() ?? 'unknown'};`;
