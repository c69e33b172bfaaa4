import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {anchor} from '../../docs/make/markdown.ts';
import {openSources} from '../../docs/make/open-sources.ts';
import {readPage} from '../../docs/make/page.ts';
import {CATEGORIES} from '../../docs/make/write-components.ts';
import {writePage} from '../../docs/make/write-page.ts';
import {FILTERS} from '../../scenes/script/filters.ts';
import {VIEWS} from '../../scenes/captured/probes/all.ts';
import {ROOT} from '../../foundations/root.ts';

const FILE = `${ROOT}/docs/components.md`;
const written = readFileSync(FILE, 'utf8');
const page = readPage(openSources());

const AGAIN = 'run `npm run docs`';
const headings = [...written.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);

/** What a pattern finds in the files of a folder. */
function namesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder))
    .filter(file => file.endsWith('.ts'))
    .flatMap(file => [
      ...readFileSync(join(ROOT, folder, file), 'utf8').matchAll(pattern),
    ])
    .map(([, name]) => name);
}

test('the page is what the sources make of it', () => {
  expect(writePage(page) === written, AGAIN).toBe(true);
});

describe('nothing is missing', () => {
  const components = namesIn(
    'scenes/components',
    /^export class (\w+) extends (?:Painted|Picture|PickablePicture|Column)\b/gm,
  );

  test('every component has its part, with a picture, under a category', () => {
    expect(components.length).toBeGreaterThan(20);
    for (const name of components) {
      expect(headings, AGAIN).toContain(name);
      const part = written.split(`\n### ${name}\n`)[1].split('\n### ')[0];
      expect(part, `${name} has no picture in scenes/gallery`).toMatch(/^\n\[<img src="/);
      const category = page.components.find(one => one.name === name)?.category;
      expect(CATEGORIES, `@category of ${name}`).toContain(category);
    }
  });

  test('every component and property says what it is, and in which unit', () => {
    for (const {name, text, properties, members} of page.components) {
      expect(text, name).not.toBe('');
      for (const property of properties) {
        const where = `docstring of ${name}.${property.name}`;
        expect(property.text, where).not.toBe('');
        expect(
          property.unit,
          `${where}: unit, axes as in \`[query, key]\`, or @unit`,
        ).not.toBeNull();
      }
      for (const member of members) {
        expect(member.text, `docstring of ${name}.${member.signature}`).not.toBe('');
      }
    }
  });

  test('every captured field is there, and says what it is', () => {
    for (const probe of Object.keys(VIEWS)) {
      expect(headings, AGAIN).toContain(`Probe \`${probe}\``);
    }
    const opened = namesIn(
      'scenes/captured',
      /^export function (open[A-Z]\w+)\(\s*files/gm,
    );
    expect(opened).toContain('openTokens');
    for (const name of opened) expect(headings, AGAIN).toContain(`\`${name}\``);
    for (const {name, text, members, request} of [...page.probes, ...page.texts]) {
      expect(text, name).not.toBe('');
      for (const {signature, text: said} of [...members, ...request]) {
        expect(said, `docstring of ${name}: ${signature}`).not.toBe('');
      }
    }
  });

  test('every filter is there, and says what it does', () => {
    for (const name of Object.keys(FILTERS)) {
      expect(written, AGAIN).toContain(`\n| \`${name}\` | `);
    }
    for (const {name, text} of page.filters) expect(text, name).not.toBe('');
  });
});

test('every link leads somewhere', () => {
  const anchors = new Set(headings.map(anchor));
  const targets = [
    ...[...written.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target),
    ...[...written.matchAll(/src="([^"]+)"/g)].map(([, target]) => target),
  ];
  expect(targets.length).toBeGreaterThan(300);
  for (const target of new Set(targets)) {
    if (target.startsWith('https://')) continue;
    const [path, heading] = target.split('#');
    if (path === '') expect(anchors, target).toContain(heading);
    else expect(existsSync(join(dirname(FILE), path)), target).toBe(true);
  }
});
