import {anchor, code, picture, table} from './markdown.ts';
import type {Page} from './page.ts';
import type {ComponentDoc, PropertyDoc} from './read-components.ts';
import type {MemberDoc} from './read-members.ts';

/** In which order the page lists its components. */
export const CATEGORIES = [
  'Tables',
  'Words and tokens',
  'Maps and charts',
  'Vectors and matrices',
  'Attention',
  'Models',
  'Experts',
  'Around the picture',
];

/** All components, by category, with an overview of each before them. */
export const writeComponents = (page: Page): string[] =>
  CATEGORIES.flatMap(category => {
    const own = page.components.filter(one => one.category === category);
    const overview = own.map(({name}) => `[${name}](#${anchor(name)})`).join(', ');
    return [
      `## ${category}`,
      '',
      `${overview}.`,
      '',
      ...own.flatMap(one => write(page, one)),
    ];
  });

function write(page: Page, component: ComponentDoc): string[] {
  const {name, file, text, properties, members} = component;
  return [
    `### ${name}`,
    '',
    ...pictureOf(page, name),
    `${text} [Source](../${file})${usesOf(page, name)}.`,
    '',
    ...table(
      ['property', 'type', 'unit or axes', 'default', ''],
      properties.map(one => row(page, one)),
    ),
    ...membersTable(page, 'also', members),
  ];
}

function pictureOf({pictures}: Page, name: string): string[] {
  const found = pictures.get(name);
  if (!found) return [];
  const others = found.shows.filter(one => one !== name);
  const beside = others.length === 0 ? '' : `<br>with ${others.join(', ')}`;
  return [`${picture(`../${found.file}`, name, `../${found.scene}`)}${beside}`, ''];
}

function usesOf({uses}: Page, name: string): string {
  const scenes = uses.get(name) ?? [];
  if (scenes.length === 0) return '';
  const links = scenes.map(scene => `[${scene}](../scenes/${scene}.tsx)`);
  return `; seen in ${links.join(', ')}`;
}

const row = (page: Page, one: PropertyDoc): string[] => [
  nameOf(page, one),
  typeCell(page, one.type, one.names),
  unitCell(one.unit),
  one.initial === null ? 'required' : one.initial === 'none' ? '' : code(one.initial),
  one.text,
];

/** What moves is set in italics, what a verb moves in bold, with the verb. */
function nameOf({verbs}: Page, {name, moves}: PropertyDoc): string {
  if (!moves) return code(name);
  const verb = verbs.get(name);
  return verb === undefined
    ? `*${code(name)}*`
    : `**${code(name)}** (verb ${code(verb)})`;
}

const unitCell = (unit: string | null): string =>
  unit?.startsWith('[') ? code(unit) : (unit ?? '');

/** A type as code, which leads to the first type in it that the page tells of. */
export function typeCell({told}: Page, type: string, names: readonly string[]): string {
  const target = names.find(name => told.has(name));
  return target === undefined ? code(type) : `[${code(type)}](#${anchor(target)})`;
}

/** A table of fields and methods. */
export const membersTable = (
  page: Page,
  head: string,
  members: readonly MemberDoc[],
): string[] =>
  table(
    [head, ''],
    members.map(({signature, names, text}) => [typeCell(page, signature, names), text]),
  );
