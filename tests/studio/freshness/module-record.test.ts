import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterEach, beforeEach, expect, test} from 'vitest';

import {sha256} from '../../../foundations/canonical-json.ts';
import {BuiltModules, keepModules} from '../../../studio/freshness/module-record.ts';
import type {BuiltImports} from '../../../studio/freshness/module-record.ts';
import {SourceCache} from '../../../studio/freshness/source-cache.ts';
import {SourceGraphs} from '../../../studio/freshness/source-graph.ts';

let root: string;
const at = (name: string): string => join(root, name);
const put = (name: string, text: string): Promise<void> => writeFile(at(name), text);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'record-'));
  await mkdir(at('parts'));
  await put('scene.ts', "import './parts/a';");
  await put('parts/a.ts', "import 'virtual:other'; void import('./late.ts');");
  await put('parts/late.ts', '');
  await put('parts/other.ts', '');
});
afterEach(() => rm(root, {recursive: true}));

const imports = (files: string[], later: string[] = []): BuiltImports => ({
  files: files.map(at),
  later: later.map(at),
  captures: [],
});
/** A bundler that knows what no rule does: where `virtual:other` leads. */
const build = (): Promise<void> =>
  keepModules(root, {
    [at('scene.ts')]: imports(['parts/a.ts']),
    [at('parts/a.ts')]: imports(['parts/other.ts'], ['parts/late.ts']),
  });
const followed = async (whole = true): Promise<string[]> => {
  const graphs = new SourceGraphs(root, new SourceCache('/dev/null/none'));
  return Object.keys((await graphs.from(['scene.ts'], whole)).files);
};
const BY_RULES = ['parts/a.ts', 'parts/late.ts', 'scene.ts'];
const AS_BUILT = ['parts/a.ts', 'parts/late.ts', 'parts/other.ts', 'scene.ts'];

test('imports are followed by rules, and once it was built as the bundler did', async () => {
  expect(await followed()).toEqual(BY_RULES);
  expect(await followed(false)).toEqual(['parts/a.ts', 'scene.ts']);
  await build();
  expect(await followed()).toEqual(AS_BUILT);
  expect(await followed(false)).toEqual(['parts/a.ts', 'parts/other.ts', 'scene.ts']);
});

test('files that code names by their addresses count, and others do not', async () => {
  await put('parts/near.svg', '');
  await put('far.svg', '');
  await put(
    'parts/a.ts',
    `export const names = [
      new URL('./near.svg', import.meta.url),
      new URL("../far.svg?x#y", import.meta.url).href,
      new URL('./gone.svg', import.meta.url),
      new URL('/parts/late.ts', import.meta.url),
      new URL('https://example.org/late.ts', import.meta.url),
      new URL(\`./\${'late'}.ts\`, import.meta.url),
      new URL('./other.ts', location.href),
    ];`,
  );
  expect(await followed()).toEqual([
    'far.svg',
    'parts/a.ts',
    'parts/near.svg',
    'scene.ts',
  ]);
});

test.each([
  ['its content is another', () => put('parts/a.ts', "import './late.ts';")],
  ['a name beside it is new, which an import may mean', () => put('parts/a', '')],
  ['a name beside what it imports is gone', () => rm(at('parts/other.ts'))],
  ['the record cannot be read', () => put('.cache/modules.json', '{')],
  ['the record is of another format', () => put('.cache/modules.json', '{"format": 0}')],
])('what was found of a file no longer holds where %s', async (_, change) => {
  await build();
  await change();
  expect(await followed()).toEqual(expect.not.arrayContaining(['parts/other.ts']));
});

test('another build keeps what still holds of earlier ones, and nothing else', async () => {
  await build();
  await put('second.ts', '');
  await keepModules(root, {[at('second.ts')]: imports([])});
  expect(await followed()).toEqual([
    'parts/a.ts',
    'parts/late.ts',
    'parts/other.ts',
    'scene.ts',
  ]);
  await put('parts/new.ts', '');
  await keepModules(root, {[at('parts/new.ts')]: imports([])});
  await rm(at('parts/new.ts'));
  const hash = sha256("import 'virtual:other'; void import('./late.ts');");
  expect(BuiltModules.read(root).importsOf(at('parts/a.ts'), hash)).toBeNull();
});

test('files that are read once keep their hash while it is built', async () => {
  const graphs = new SourceGraphs(root, new SourceCache('/dev/null/none'));
  const before = await graphs.from(['scene.ts'], true);
  await build();
  graphs.builtAgain();
  const after = await graphs.from(['scene.ts'], true);
  expect(Object.keys(after.files)).toEqual(AS_BUILT);
  expect(after.files).toMatchObject(before.files);
});
