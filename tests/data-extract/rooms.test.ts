import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

import {Project} from 'ts-morph';
import {describe, expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';

const HOUSE = join(ROOT, 'data-extract');

/** The entries at the root of `data-extract/` stand above all rooms. */
const ENTRIES = 'entries';

/** Rooms as CONTRIBUTING.md lists them: each imports from itself and those before it. */
function roomsListed(): string[] {
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const [, list] = text.split('### Rooms of `data-extract/`');
  const [table] = list.split('\n## ');
  return [...table.matchAll(/^\| `([\w-]+)\/` \|/gm)].map(([, room]) => room);
}

interface Import {
  from: string;
  to: string;
}

/** Every import of one file by another, of types too. */
function importsOf(): Import[] {
  const project = new Project({
    skipFileDependencyResolution: true,
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {noLib: true},
  });
  return project.addSourceFilesAtPaths(`${HOUSE}/**/*.ts`).flatMap(file => {
    const path = file.getFilePath();
    return file
      .getImportStringLiterals()
      .map(literal => literal.getLiteralText())
      .filter(name => name.startsWith('.'))
      .map(name => ({
        from: relative(HOUSE, path),
        to: relative(HOUSE, join(dirname(path), name)),
      }))
      .filter(({to}) => !to.startsWith('../foundations/'));
  });
}

const roomOf = (path: string): string =>
  path.includes('/') ? path.split('/')[0] : ENTRIES;

/** Files that import each other in a circle, none where there is no circle. Pure. */
function circleIn(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const {from, to} of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const other of next.get(file) ?? []) {
      const circle = visit(other, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  return [...next.keys()].map(file => visit(file, [])).find(one => one.length > 0) ?? [];
}

/** Imports that go up the list, or to what is not on it. Pure. */
const upwards = (rooms: readonly string[], imports: readonly Import[]): Import[] =>
  imports.filter(({from, to}) => {
    const [own, other] = [from, to].map(path =>
      [...rooms, ENTRIES].indexOf(roomOf(path)),
    );
    return own < 0 || other < 0 || other > own;
  });

describe('the rooms of data-extract/', () => {
  const rooms = roomsListed();
  const imports = importsOf();

  test('each imports only from itself and from those listed before it', () => {
    expect(imports.length).toBeGreaterThan(700);
    expect(upwards(rooms, imports)).toEqual([]);
  });

  test('all are listed, and none that is not there', () => {
    const found = readdirSync(HOUSE, {withFileTypes: true})
      .filter(entry => entry.isDirectory())
      .map(({name}) => name);
    expect(found.sort()).toEqual([...rooms].sort());
  });

  test('no files import each other in a circle', () => {
    expect(circleIn(imports)).toEqual([]);
    expect(
      circleIn([...imports, {from: 'probes/probe.ts', to: 'probes/all.ts'}]),
    ).toEqual(expect.arrayContaining(['probes/probe.ts', 'probes/all.ts']));
  });

  test.each<[string, Import, boolean]>([
    ['a room below', {from: 'pipeline/run.ts', to: 'probes/all.ts'}, true],
    ['a file beside it', {from: 'run/session.ts', to: 'run/feeds.ts'}, true],
    ['a room above', {from: 'run/session.ts', to: 'probes/all.ts'}, false],
    ['an entry', {from: 'pipeline/run.ts', to: 'index.ts'}, false],
    ['a room that is not listed', {from: 'index.ts', to: 'attic/old.ts'}, false],
  ])('%s', (_, one, isFine) => {
    expect(upwards(rooms, [one]).length === 0).toBe(isFine);
  });
});
