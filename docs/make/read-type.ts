import {Node} from 'ts-morph';
import type {TypeNode} from 'ts-morph';

/** A type as the page writes it. */
export interface TypeText {
  text: string;
  /** Types that it names, in their order. */
  names: readonly string[];
}

/** Wrappers that say how a value is given, not what it is. */
const SIGNALS = ['SignalValue', 'SimpleSignal'];

/** A type on one line, without comments; of a signal what it holds. */
export function typeOf(node: TypeNode | undefined): TypeText {
  if (!node) return {text: 'unknown', names: []};
  if (Node.isTypeReference(node) && SIGNALS.includes(node.getTypeName().getText())) {
    return typeOf(node.getTypeArguments()[0]);
  }
  return {text: oneLine(node.getText()), names: namesIn(node)};
}

const oneLine = (text: string): string =>
  text
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/;? \}/g, '}')
    .replace(/\{ /g, '{')
    .replace(/^\| /, '')
    .trim();

/** Names of the types that a node refers to. */
export function namesIn(node: Node): string[] {
  const names = [node, ...node.getDescendants()].flatMap(one => {
    if (Node.isTypeReference(one)) return [one.getTypeName().getText()];
    if (Node.isExpressionWithTypeArguments(one)) return [one.getExpression().getText()];
    return [];
  });
  return [...new Set(names)];
}
