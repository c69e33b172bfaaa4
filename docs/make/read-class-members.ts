import {Node, Scope} from 'ts-morph';
import type {
  ClassDeclaration,
  GetAccessorDeclaration,
  MethodDeclaration,
  PropertyDeclaration,
} from 'ts-morph';

import {docOf} from './read-doc.ts';
import type {MemberDoc} from './read-members.ts';
import {typeOf} from './read-type.ts';

export const isPublic = (one: {getScope(): Scope}): boolean =>
  one.getScope() === Scope.Public;

/** What a component offers besides its properties. */
export function readClassMembers(
  node: ClassDeclaration,
  signals: readonly PropertyDeclaration[],
): MemberDoc[] {
  const values = node
    .getProperties()
    .filter(one => isPublic(one) && !signals.includes(one))
    .map(one => memberOf(one, `${one.getName()}: ${typeOf(one.getTypeNode()).text}`));
  const read = node
    .getGetAccessors()
    .filter(isPublic)
    .map(one => memberOf(one, `${one.getName()}: ${returned(one)}`));
  const methods = [...node.getMethods(), ...node.getStaticMethods()]
    .filter((one, i, all) => all.indexOf(one) === i)
    .filter(one => isPublic(one) && !one.hasOverrideKeyword())
    .map(one => memberOf(one, `${called(node, one)}: ${returned(one)}`));
  return [...values, ...read, ...methods];
}

function memberOf(
  node: PropertyDeclaration | GetAccessorDeclaration | MethodDeclaration,
  signature: string,
): MemberDoc {
  const type = Node.isPropertyDeclaration(node)
    ? node.getTypeNode()
    : node.getReturnTypeNode();
  const given = Node.isMethodDeclaration(node) ? node.getParameters() : [];
  const types = [type, ...given.map(one => one.getTypeNode())];
  return {
    signature,
    names: types.flatMap(one => typeOf(one).names),
    text: docOf(node).text,
  };
}

const returned = (node: GetAccessorDeclaration | MethodDeclaration): string =>
  typeOf(node.getReturnTypeNode()).text;

function called(component: ClassDeclaration, node: MethodDeclaration): string {
  const owner = node.isStatic() ? `${component.getName()}.` : '';
  const parameters = node.getParameters().map(one => {
    const mark = one.hasQuestionToken() || one.hasInitializer() ? '?' : '';
    return `${one.getName()}${mark}: ${typeOf(one.getTypeNode()).text}`;
  });
  return `${owner}${node.getName()}(${parameters.join(', ')})`;
}
