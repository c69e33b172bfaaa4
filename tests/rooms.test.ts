import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

import {Project} from 'ts-morph';
import {describe, expect, test} from 'vitest';

import {ownEntry} from '../foundations/own-entries.ts';
import {ROOT} from '../foundations/root.ts';

const HOUSES = ['foundations', 'data-extract', 'scenes', 'studio'];

/** Each lesson is a room of its own, in the order of their numbers. */
const LESSONS = 'scenes/<lesson>';

/** Rooms as CONTRIBUTING.md lists them, in its order. */
function roomsListed(): string[] {
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const [, list] = text.split('### Rooms\n');
  const [tables] = list.split('\n## ');
  return [...tables.matchAll(/^\| `([\w/<>-]+)\/` \|/gm)].map(([, room]) => room);
}

interface Import {
  from: string;
  to: string;
}

/** Every import of one file by another, by its path or by the tool's name; of types too. */
function importsOf(): Import[] {
  const project = new Project({
    skipFileDependencyResolution: true,
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {noLib: true},
  });
  const globs = HOUSES.map(house => `${ROOT}/${house}/**/*.{ts,tsx}`);
  return project.addSourceFilesAtPaths(globs).flatMap(file => {
    const path = file.getFilePath();
    return file
      .getImportStringLiterals()
      .map(literal => literal.getLiteralText().replace(/\?.*$/, ''))
      .filter(() => !path.endsWith('.d.ts'))
      .flatMap(name => {
        const to = name.startsWith('.') ? join(dirname(path), name) : ownEntry(name);
        return to === null ? [] : {from: relative(ROOT, path), to: relative(ROOT, to)};
      });
  });
}

const lessonOf = (path: string): string | null =>
  /^scenes\/(\d\d-[^/]+)\//.exec(path)?.[1] ?? null;

/** The room that a file is in: the nearest folder around it that is listed, or `null`. */
function roomOf(path: string, rooms: readonly string[]): string | null {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
    if (rooms.includes(folder)) return folder;
  return lessonOf(path) === null ? null : LESSONS;
}

/** Imports that go down the list, or to what is not on it. Pure. */
const strays = (rooms: readonly string[], imports: readonly Import[]): Import[] =>
  imports.filter(({from, to}) => {
    const [own, other] = [from, to].map(path => roomOf(path, rooms));
    if (own === null || other === null) return true;
    if (own === LESSONS && other === LESSONS)
      return (lessonOf(to) ?? '') > (lessonOf(from) ?? '');
    return rooms.indexOf(other) > rooms.indexOf(own);
  });

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

describe('the rooms', () => {
  const rooms = roomsListed();
  const imports = importsOf();

  test('each imports only from itself and from those listed before it', () => {
    expect(imports.length).toBeGreaterThan(2500);
    expect(strays(rooms, imports)).toEqual([]);
  });

  test('all that are listed are there, each once', () => {
    const folders = rooms.filter(room => room !== LESSONS);
    expect(folders.filter(room => !existsSync(join(ROOT, room)))).toEqual([]);
    expect(new Set(rooms).size).toBe(rooms.length);
  });

  test('no files import each other in a circle', () => {
    expect(circleIn(imports)).toEqual([]);
    const back = {
      from: 'data-extract/probes/probe.ts',
      to: 'data-extract/probes/all.ts',
    };
    expect(circleIn([...imports, back])).toEqual(
      expect.arrayContaining([back.from, back.to]),
    );
  });

  test.each<[string, string, string, boolean]>([
    ['a room above', 'data-extract/pipeline/run.ts', 'data-extract/probes/all.ts', true],
    [
      'a file beside it',
      'data-extract/run/session.ts',
      'data-extract/run/feeds.ts',
      true,
    ],
    ['a folder in it', 'studio/setup/parts.ts', 'studio/setup/status/disk.ts', true],
    [
      'its own lesson',
      'scenes/09-self-attention/a.tsx',
      'scenes/09-self-attention/b.ts',
      true,
    ],
    ['a room below', 'data-extract/run/session.ts', 'data-extract/probes/all.ts', false],
    ['another house', 'data-extract/run/session.ts', 'studio/vite/x.ts', false],
    [
      'the room around it',
      'studio/render/plan/unit.ts',
      'studio/render/report.ts',
      false,
    ],
    ['an entry', 'data-extract/pipeline/run.ts', 'data-extract/index.ts', false],
    [
      'a lesson before it',
      'scenes/09-self-attention/a.tsx',
      'scenes/07-architecture/b.ts',
      true,
    ],
    [
      'a lesson behind it',
      'scenes/07-architecture/a.tsx',
      'scenes/09-self-attention/b.ts',
      false,
    ],
    ['what is not listed', 'studio/cli.ts', 'attic/old.ts', false],
  ])('%s', (_, from, to, isFine) => {
    expect(strays(rooms, [{from, to}]).length === 0).toBe(isFine);
  });
});
