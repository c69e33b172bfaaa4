import {Node} from 'ts-morph';
import type {ClassDeclaration, PropertyDeclaration, PropertySignature} from 'ts-morph';

import type {Sources} from './open-sources.ts';
import {isPublic, readClassMembers} from './read-class-members.ts';
import {docOf} from './read-doc.ts';
import type {MemberDoc} from './read-members.ts';
import {typeOf} from './read-type.ts';
import {unitOf} from './unit-of.ts';

/** A property that a component is given or that moves. */
export interface PropertyDoc {
  name: string;
  type: string;
  /** Types that it names. */
  names: readonly string[];
  /** Unit or axes; `''` where there is none, `null` where it is not said. */
  unit: string | null;
  /** As source text; `null` where it must be given. */
  initial: string | null;
  /** Whether it is a signal, so that it can move. */
  moves: boolean;
  text: string;
}

export interface ComponentDoc {
  name: string;
  /** Path of its file. */
  file: string;
  /** What the page lists it under; `null` where it is not said. */
  category: string | null;
  text: string;
  properties: readonly PropertyDoc[];
  members: readonly MemberDoc[];
}

/** What components extend; what these give is on the page of each. */
const BASES = ['Painted', 'Picture', 'PickablePicture', 'Column'];

/** Every component: each class that paints and can be made. */
export function readComponents(sources: Sources): ComponentDoc[] {
  const classes = sources
    .folder('scenes/components')
    .flatMap(file => file.getClasses())
    .filter(one => one.isExported() && baseOf(one) !== undefined);
  const bases = new Map(classes.map(one => [one.getName() ?? '', one]));
  return classes
    .filter(one => !one.isAbstract())
    .map(one => readComponent(one, basesOf(one, bases)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const baseOf = (one: ClassDeclaration): string | undefined =>
  BASES.find(base => one.getExtends()?.getExpression().getText() === base);

/** The abstract components that a component is one of, its own parent first. */
function basesOf(
  one: ClassDeclaration,
  known: ReadonlyMap<string, ClassDeclaration>,
): ClassDeclaration[] {
  const base = known.get(baseOf(one) ?? '');
  return base ? [base, ...basesOf(base, known)] : [];
}

const givenOf = (node: ClassDeclaration): PropertySignature[] =>
  node.getSourceFile().getInterface(`${node.getName()}Props`)?.getProperties() ?? [];

const signalsOf = (node: ClassDeclaration): PropertyDeclaration[] =>
  node.getProperties().filter(one => isPublic(one) && one.getDecorator('signal'));

/** All of several lists, what a name means first. */
function merged<T extends {getName(): string}>(lists: readonly T[][]): T[] {
  const all = lists.flat();
  return all.filter((one, i) => all.findIndex(o => o.getName() === one.getName()) === i);
}

function readComponent(
  node: ClassDeclaration,
  bases: readonly ClassDeclaration[],
): ComponentDoc {
  const name = node.getNameOrThrow();
  const file = node.getSourceFile();
  const given = merged([node, ...bases].map(givenOf));
  const signals = merged([node, ...bases].map(signalsOf));
  const own = given.map(one => {
    const signal = signals.find(other => other.getName() === one.getName());
    return readProperty(one, signal, node);
  });
  const moving = signals
    .filter(signal => given.every(one => one.getName() !== signal.getName()))
    .map(signal => readProperty(null, signal, node));
  const {text, tags} = docOf(node);
  return {
    name,
    file: `scenes/components/${file.getBaseName()}`,
    category: tags.category ?? null,
    text,
    properties: [...own, ...moving],
    members: readClassMembers(node, signals),
  };
}

function readProperty(
  given: PropertySignature | null,
  signal: PropertyDeclaration | undefined,
  component: ClassDeclaration,
): PropertyDoc {
  const docs = [docOf(given ?? undefined), docOf(signal)];
  const said = docs.find(doc => doc.text !== '')?.text ?? '';
  const {text: type, names} = typeOf((given ?? signal)?.getTypeNode());
  const inner = given ? innerDocs(given) : '';
  const text = [said, inner].filter(part => part !== '').join(' ');
  const unit = docs.map(doc => doc.tags.unit).find(one => one !== undefined);
  const name = (given ?? signal)?.getName() ?? '';
  return {
    name,
    type,
    names,
    text,
    unit: unitOf(type, text, unit),
    initial: initialOf(name, given, signal, component),
    moves: signal !== undefined,
  };
}

/** What the fields of a field are, where its type is written out. */
function innerDocs(node: PropertySignature): string {
  return node
    .getDescendants()
    .filter(Node.isPropertySignature)
    .map(one => ({name: one.getName(), text: docOf(one).text}))
    .filter(({text}) => text !== '')
    .map(({name, text}) => `\`${name}\`: ${text}`)
    .join(' ');
}

function initialOf(
  name: string,
  given: PropertySignature | null,
  signal: PropertyDeclaration | undefined,
  component: ClassDeclaration,
): string | null {
  const decorated = signal?.getDecorator('initial')?.getArguments()[0]?.getText();
  if (decorated !== undefined) return decorated;
  if (given && !given.hasQuestionToken()) return null;
  return destructured(name, component) ?? 'none';
}

/** The default that the constructor takes a property apart with. */
function destructured(name: string, component: ClassDeclaration): string | undefined {
  const [parameter] = component.getConstructors()[0]?.getParameters() ?? [];
  const pattern = parameter?.getNameNode();
  if (!Node.isObjectBindingPattern(pattern)) return undefined;
  const element = pattern
    .getElements()
    .find(one => (one.getPropertyNameNode() ?? one.getNameNode()).getText() === name);
  return element?.getInitializer()?.getText();
}
