import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, posix} from 'node:path';

import type {Plugin} from 'vite';
import {build} from 'vite';
import {describe, expect, test} from 'vitest';

import {courseProjects} from '../../../studio/course/projects.ts';
import {ROOT} from '../../../foundations/root.ts';
import {listScenes} from '../../../studio/course/scene-files.ts';
import {InstalledPackages} from '../../../studio/freshness/package-versions.ts';
import {BuiltModules, keepModules} from '../../../studio/freshness/module-record.ts';
import type {BuiltImports} from '../../../studio/freshness/module-record.ts';
import {SourceCache} from '../../../studio/freshness/source-cache.ts';
import {importTarget, SourceGraphs} from '../../../studio/freshness/source-graph.ts';
import {moduleImportsPlugin} from '../../../studio/render/bundle/module-imports.ts';
import {stageConfig} from '../../../studio/vite/stage-config.ts';

describe('importTarget()', () => {
  const there = ['/r/scenes/x/a.ts', '/r/scenes/b.tsx', '/r/c/index.ts'];
  test.each([
    ['./a.ts', {kind: 'file', path: '/r/scenes/x/a.ts'}],
    ['./a', {kind: 'file', path: '/r/scenes/x/a.ts'}],
    ['../b?scene', {kind: 'file', path: '/r/scenes/b.tsx'}],
    ['../../c', {kind: 'file', path: '/r/c/index.ts'}],
    ['./gone.ts', {kind: 'file', path: '/r/scenes/x/gone.ts'}],
    ['./y.captured', {kind: 'capture', id: 'x/y'}],
    ['./y.part.captured', {kind: 'capture', id: 'x/y.part'}],
    ['../z/y.captured', {kind: 'capture', id: 'z/y'}],
    ['./y.script', {kind: 'apart'}],
    ['virtual:aim/projects', {kind: 'apart'}],
    ['hash-wasm', {kind: 'package', name: 'hash-wasm'}],
    ['@fontsource/x/files/x.woff2?url', {kind: 'package', name: '@fontsource/x'}],
  ])('%s', (specifier, expected) => {
    const target = importTarget(specifier, '/r/scenes/x/x.tsx', path =>
      there.includes(path),
    );
    expect(target).toEqual(expected);
  });
});

const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/;

/** What the bundler finds that scenes and stage import, by entry. */
async function bundledFiles(): Promise<{
  found: Map<string, Set<string>>;
  imports: Record<string, BuiltImports>;
}> {
  const found = new Map<string, Set<string>>();
  let imports: Record<string, BuiltImports> = {};
  const config = stageConfig({
    root: ROOT,
    projects: courseProjects(ROOT),
    captures: null,
  });
  const spy: Plugin = {
    name: 'spy',
    options: options => ({...options, input: `${ROOT}/studio/stage/main.ts`}),
    generateBundle() {
      for (const entry of this.getModuleIds()) {
        if (!/\?scene$|studio\/stage\/main\.ts$/.test(entry)) continue;
        const seen = new Set<string>();
        const open = [entry];
        for (let id = open.pop(); id !== undefined; id = open.pop()) {
          if (seen.has(id)) continue;
          seen.add(id);
          const info = this.getModuleInfo(id);
          open.push(...(info?.importedIds ?? []));
          // What a scene imports while it plays counts for it.
          if (entry.endsWith('?scene'))
            open.push(...(info?.dynamicallyImportedIds ?? []));
        }
        found.set(posix.relative(ROOT, entry).replace('?scene', ''), seen);
      }
    },
  };
  await build({
    ...config,
    logLevel: 'silent',
    plugins: [
      ...(config.plugins ?? []),
      spy,
      moduleImportsPlugin(all => (imports = all)),
    ],
    build: {...config.build, write: false, rollupOptions: {treeshake: false}},
  });
  return {found, imports};
}

test('the imports of every scene are those that the bundler follows, by its rules and by what it found', async () => {
  const {found: bundled, imports} = await bundledFiles();
  const kept = await mkdtemp(join(tmpdir(), 'modules-'));
  await keepModules(kept, imports);
  const cache = new SourceCache('/dev/null/sources.json');
  const ways = ['/dev/null', kept].map(
    from => new SourceGraphs(ROOT, cache, () => BuiltModules.read(from)),
  );
  const installed = new InstalledPackages([ROOT]);
  const entries = [
    ['studio/stage/main.ts'],
    ...(await listScenes(ROOT)).map(({id}) => [`scenes/${id}.tsx`, `scenes/${id}.meta`]),
  ];
  for (const [entry, ...others] of entries) {
    const ids = [...(bundled.get(entry) ?? [])];
    const files = ids
      .filter(id => !/\0|\?scene$|\/node_modules\/|\/\.cache\/|__vite/.test(id))
      .map(id => posix.relative(ROOT, id.split('?')[0]));
    const captures = ids.flatMap(
      id => /^\0aim:captured:scenes\/(.*)$/.exec(id)?.[1] ?? [],
    );
    const packages = ids.flatMap(id => PACKAGE.exec(id)?.[1] ?? []);
    for (const graphs of ways) {
      const graph = await graphs.from([entry, ...others], entry.startsWith('scenes/'));
      expect(Object.keys(graph.files).sort(), entry).toEqual([...new Set(files)].sort());
      expect(graph.captures).toEqual(captures.sort());
      const known = installed.versions(graph.packages);
      expect(Object.keys(known)).toEqual(expect.arrayContaining(packages));
    }
  }
  await rm(kept, {recursive: true});
  expect(bundled.size).toBeGreaterThanOrEqual(entries.length);
}, 120_000);
