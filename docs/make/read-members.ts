import {Node} from 'ts-morph';
import type {
  InterfaceDeclaration,
  MethodSignature,
  PropertySignature,
  TypeLiteralNode,
} from 'ts-morph';

import {docOf} from './read-doc.ts';
import {typeOf} from './read-type.ts';

/** A field or a method that others read. */
export interface MemberDoc {
  signature: string;
  /** Types that it names. */
  names: readonly string[];
  text: string;
}

/** Fields and methods of a type, each with its docstring. */
export const membersOf = (node: InterfaceDeclaration | TypeLiteralNode): MemberDoc[] =>
  node
    .getMembers()
    .filter(one => Node.isPropertySignature(one) || Node.isMethodSignature(one))
    .map(memberOf);

function memberOf(node: PropertySignature | MethodSignature): MemberDoc {
  const {text} = docOf(node);
  if (Node.isPropertySignature(node)) {
    const type = typeOf(node.getTypeNode());
    const mark = node.hasQuestionToken() ? '?' : '';
    return {signature: `${node.getName()}${mark}: ${type.text}`, names: type.names, text};
  }
  const given = node.getParameters().map(one => ({
    name: one.getName(),
    type: typeOf(one.getTypeNode()),
  }));
  const returned = typeOf(node.getReturnTypeNode());
  const parameters = given.map(({name, type}) => `${name}: ${type.text}`).join(', ');
  return {
    signature: `${node.getName()}(${parameters}): ${returned.text}`,
    names: [...returned.names, ...given.flatMap(({type}) => type.names)],
    text,
  };
}
