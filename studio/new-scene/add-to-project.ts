import {parseModule} from 'magicast';

import {UserError} from '../../foundations/user-error.ts';

/** The parts of Babel's syntax tree that are looked at. */
interface Node {
  type: string;
  start: number;
  end: number;
}

interface ImportNode extends Node {
  source: {value: string};
  specifiers: {local: {name: string}}[];
}

interface ListNode extends Node {
  elements?: (Node & {name?: string})[];
}

interface CallNode extends Node {
  callee: {name?: string};
  arguments: ListNode[];
}

/**
 * The text of a lesson's `project.ts` with one more scene at the end; no other character
 * changes.
 *
 * @param source - The file's text.
 * @param scene - File name of the scene without ending.
 * @param file - Its path, for messages.
 * @throws UserError where the file is not of the usual form or has the scene already.
 */
export function addToProject(source: string, scene: string, file: string): string {
  const {body} = parseModule(source).$ast as unknown as {body: Node[]};
  const imports = body.filter(
    (node): node is ImportNode => node.type === 'ImportDeclaration',
  );
  const list = body.map(sceneList).find(found => found !== null);
  const last = imports.at(-1);
  if (!list || !last) {
    throw new UserError(
      'project',
      `${file} has no lessonProject([...]) to add the scene to.`,
      `Write it as scenes/template/project.ts has it, then run this again.`,
    );
  }
  if (imports.some(({source: {value}}) => value === `./${scene}?scene`)) {
    throw new UserError(
      'scene-exists',
      `${file} imports ./${scene}?scene already.`,
      TAKE,
    );
  }
  const taken = imports.flatMap(({specifiers}) =>
    specifiers.map(({local}) => local.name),
  );
  const name = identifierOf(scene, taken);
  return [
    source.slice(0, last.end),
    `\nimport ${name} from './${scene}?scene';`,
    source.slice(last.end, list.start),
    withElement(source, list, name),
    source.slice(list.end),
  ].join('');
}

/**
 * The scenes of a lesson's `project.ts` in their order, by file name without ending.
 *
 * @returns Nothing where the file is not of the usual form.
 */
export function scenesOfProject(source: string): string[] {
  const {body} = parseModule(source).$ast as unknown as {body: Node[]};
  const files = new Map(
    body
      .filter((node): node is ImportNode => node.type === 'ImportDeclaration')
      .flatMap(({specifiers, source: {value}}) =>
        specifiers.map(({local}) => [local.name, SCENE.exec(value)?.[1]] as const),
      ),
  );
  const list = body.map(sceneList).find(found => found !== null);
  return (list?.elements ?? []).flatMap(({name}) => files.get(name ?? '') ?? []);
}

const SCENE = /^\.\/(.*?)(?:\.tsx)?\?scene$/;

/** Columns of a line, as the formatter has them. */
const WIDTH = 90;

/** The text of a list with one more name, laid out as the formatter would. */
function withElement(source: string, list: ListNode, name: string): string {
  const text = source.slice(list.start, list.end);
  const elements = list.elements ?? [];
  const last = elements.at(-1);
  if (!last) return `[${name}]`;
  if (text.includes('\n')) {
    // What stands after the last name, a comma or a comment, stays with it.
    const rest = source.slice(last.end, list.end - 1).trimEnd();
    const before = source.slice(list.start, last.end);
    return `${before}${rest.startsWith(',') ? '' : ','}${rest}\n  ${name},\n]`;
  }
  const short = `${text.slice(0, last.end - list.start)}, ${name}]`;
  const line = source.slice(source.lastIndexOf('\n', list.start) + 1, list.start);
  if (`${line}${short});`.length <= WIDTH) return short;
  const names = elements.map(({start, end}) => source.slice(start, end));
  return `[\n${[...names, name].map(one => `  ${one},\n`).join('')}]`;
}

const TAKE = 'Take another name.';

/** The `[...]` of `export default await lessonProject([...])`. */
function sceneList(node: Node): ListNode | null {
  const {declaration} = node as Node & {declaration?: Node & {argument?: Node}};
  const call = (declaration?.argument ?? declaration) as CallNode | undefined;
  if (call?.type !== 'CallExpression' || call.callee.name !== 'lessonProject')
    return null;
  const [list] = call.arguments;
  return list?.type === 'ArrayExpression' ? list : null;
}

/** `many-heads` as `manyHeads`; with `Scene` where that is taken. */
export function identifierOf(scene: string, taken: readonly string[]): string {
  const name = scene.replace(/-+(.)?/g, (_, letter: string | undefined) =>
    (letter ?? '').toUpperCase(),
  );
  return RESERVED.has(name) || taken.includes(name) ? `${name}Scene` : name;
}

const RESERVED = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum ' +
    'export extends false finally for function if implements import in instanceof ' +
    'interface let new null package private protected public return static super switch ' +
    'this throw true try typeof undefined var void while with yield'
  ).split(' '),
);
