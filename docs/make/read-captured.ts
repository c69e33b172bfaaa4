import {Node} from 'ts-morph';
import type {InterfaceDeclaration, PropertyAssignment} from 'ts-morph';

import {PROBES} from '../../data-extract/probes/all.ts';
import type {TensorKind} from '../../data-extract/stage/tensor-kind.ts';
import {TEXT_TENSORS} from '../../data-extract/text-capture/text-tensors.ts';
import type {Sources} from './open-sources.ts';
import {docOf} from './read-doc.ts';
import {membersOf} from './read-members.ts';
import type {MemberDoc} from './read-members.ts';
import {namesIn, typeOf} from './read-type.ts';

/** What a scene receives of a probe, or of a capture of a text. */
export interface ViewDoc {
  /** Field of the capture, or the function that opens it. */
  name: string;
  text: string;
  /** The view's type; a `Tensor`, or a type with members. */
  type: string;
  members: readonly MemberDoc[];
  /** What its declaration can ask for; empty where it takes `true`. */
  request: readonly MemberDoc[];
  tensors: readonly TensorKind[];
}

/** Fields that every capture of a model has. */
export function readCaptureFields(sources: Sources): MemberDoc[] {
  const file = sources.file('scenes/captured/open-capture.ts');
  const node = file.getTypeAliasOrThrow('Captured').getTypeNodeOrThrow();
  const literal = node.getDescendants().find(Node.isTypeLiteral);
  if (!literal) throw new Error('Captured has no fields of its own');
  return membersOf(literal);
}

/** What `openCapture` gives, by probe. */
export function readProbeViews(sources: Sources): ViewDoc[] {
  const file = sources.file('scenes/captured/probes/all.ts');
  const views = file
    .getVariableDeclarationOrThrow('VIEWS')
    .getInitializerOrThrow()
    .getDescendants()
    .filter(Node.isPropertyAssignment);
  const requests = sources
    .file('data-extract/probes/requests.ts')
    .getInterfaceOrThrow('ProbeRequests');
  return views.map(view => {
    const name = view.getName();
    const asked = requests.getPropertyOrThrow(name);
    const shape = shapeOf(sources, viewTypeOf(sources, view));
    return {
      name,
      text: docOf(asked).text,
      ...shape,
      request: namesIn(asked.getTypeNodeOrThrow()).flatMap(type =>
        requestOf(sources, type),
      ),
      tensors: PROBES[name as keyof typeof PROBES].tensors,
    };
  });
}

/** What the functions that open captures of texts give. */
export function readTextViews(sources: Sources): ViewDoc[] {
  return sources
    .folder('scenes/captured')
    .flatMap(file => file.getFunctions())
    .filter(one => one.isExported() && /^open[A-Z]/.test(one.getName() ?? ''))
    .filter(
      one => !['openCapture', 'openFiles', 'openText'].includes(one.getName() ?? ''),
    )
    .map(one => {
      const kind =
        one.getDescendants().find(Node.isStringLiteral)?.getLiteralText() ?? '';
      const type = typeOf(one.getReturnTypeNode()).text;
      return {
        name: one.getName() ?? '',
        text: '',
        ...shapeOf(sources, type),
        request: [],
        tensors: TEXT_TENSORS[kind as keyof typeof TEXT_TENSORS] ?? [],
      };
    })
    .map(view => ({...view, text: interfaceOf(sources, view.type).text}));
}

/** The type that a view's function returns. */
function viewTypeOf(sources: Sources, view: PropertyAssignment): string {
  const value = view.getInitializerOrThrow();
  if (Node.isIdentifier(value)) return returnTypeOf(sources, value.getText());
  const called = value.getDescendants().find(Node.isCallExpression);
  if (called?.getExpression().getText() !== 'resultOf') return 'Tensor';
  const results = sources
    .file('data-extract/probes/results.ts')
    .getInterfaceOrThrow('ProbeResults');
  return typeOf(results.getPropertyOrThrow(view.getName()).getTypeNode()).text;
}

function returnTypeOf(sources: Sources, name: string): string {
  for (const file of sources.folder('scenes/captured/probes')) {
    const declared = file.getFunction(name);
    if (declared) return typeOf(declared.getReturnTypeNode()).text;
    const value = file.getVariableDeclaration(name)?.getInitializer();
    if (Node.isArrowFunction(value)) return typeOf(value.getReturnTypeNode()).text;
  }
  throw new Error(`no file of scenes/captured/probes has ${name}`);
}

function shapeOf(sources: Sources, type: string): Pick<ViewDoc, 'type' | 'members'> {
  const [, inner = type] = /^InStacks<(.*)>$/.exec(type) ?? [];
  if (inner === 'Tensor') return {type, members: []};
  return {type, members: interfaceOf(sources, inner).members};
}

/** An interface with what it has from those that it extends. */
function interfaceOf(
  sources: Sources,
  name: string,
): {text: string; members: MemberDoc[]} {
  const found = findInterface(sources, name);
  if (!found) return {text: '', members: []};
  const inherited = found.getExtends().flatMap(one => {
    const [base] = namesIn(one);
    const left = one.getTypeArguments()[1]?.getText() ?? '';
    const parent = base === 'Omit' ? namesIn(one)[1] : base;
    return interfaceOf(sources, parent).members.filter(
      ({signature}) => !left.includes(`'${signature.split(/\W/)[0]}'`),
    );
  });
  return {text: docOf(found).text, members: [...inherited, ...membersOf(found)]};
}

const findInterface = ({all}: Sources, name: string): InterfaceDeclaration | undefined =>
  all.map(file => file.getInterface(name)).find(one => one !== undefined);

/** What can be asked for; of one of several ways, the ways as they are written. */
function requestOf(sources: Sources, name: string): MemberDoc[] {
  const {members} = interfaceOf(sources, name);
  if (members.length > 0) return members;
  const alias = sources.all.map(file => file.getTypeAlias(name)).find(Boolean);
  const node = alias?.getTypeNode();
  if (!node) return [];
  const literals = node.getDescendants().filter(Node.isTypeLiteral);
  const others = namesIn(node).flatMap(type => requestOf(sources, type));
  return [...others, ...literals.flatMap(membersOf)];
}
