import {readFile} from 'node:fs/promises';
import {posix} from 'node:path';

import {hashJson} from '../../data-extract/capture/canonical-json.ts';
import {packageVersion} from '../../data-extract/versions.ts';
import {ROOT} from '../root.ts';
import type {SceneName} from '../scene-files.ts';
import {packageVersions} from './package-versions.ts';
import type {SourceCache} from './source-cache.ts';
import {sourceGraph} from './source-graph.ts';

/** The code that draws a scene. */
export interface CodeInputs {
  /** Hash of every file, by path relative to the course. */
  sources: Record<string, string>;
  /** Versions of packages. */
  packages: Record<string, string>;
  /** Ids of the captures that the code imports. */
  captures: string[];
}

/** What draws every scene. */
const STAGE = 'studio/stage/main.ts';
/** What decides how sources are turned into what is drawn. */
const PLUGINS = ['config', 'glyphs-plugin', 'vendor-plugin'].map(
  name => `studio/vite/${name}.ts`,
);
const CONFIGS = ['tsconfig.json', 'scenes/tsconfig.json'];
const BUILDERS = ['vite', 'esbuild', '@motion-canvas/core', '@motion-canvas/2d'];

/**
 * Find the code that draws a scene, from its sources alone.
 *
 * @param root - The course.
 */
export async function codeInputs(
  root: string,
  {lesson, scene}: SceneName,
  cache: SourceCache,
): Promise<CodeInputs> {
  const base = `scenes/${lesson}/${scene}`;
  const inCourse = (file: string): string => posix.relative(root, `${ROOT}/${file}`);
  const [drawn, stage] = await Promise.all([
    sourceGraph(root, [`${base}.tsx`, `${base}.meta`], cache),
    sourceGraph(root, [inCourse(STAGE)], cache),
  ]);
  const plugins = PLUGINS.map(async file => {
    const facts = await cache.read(`${ROOT}/${file}`);
    return [inCourse(file), facts?.hash ?? 'missing'];
  });
  const configs = CONFIGS.map(async file => [
    inCourse(file),
    await compilerOptions(file),
  ]);
  const around = await Promise.all([...plugins, ...configs]);
  const names = [...new Set([...drawn.packages, ...stage.packages])];
  return {
    sources: {
      ...(Object.fromEntries(around) as Record<string, string>),
      ...stage.files,
      ...drawn.files,
    },
    packages: {
      ...(await packageVersions(ROOT, names.sort())),
      ...Object.fromEntries(BUILDERS.map(name => [name, packageVersion(name)])),
    },
    captures: drawn.captures,
  };
}

/** Of a TypeScript project, what the code depends on. */
async function compilerOptions(file: string): Promise<string> {
  const {compilerOptions = {}} = JSON.parse(
    await readFile(`${ROOT}/${file}`, 'utf8'),
  ) as {
    compilerOptions?: object;
  };
  return hashJson(compilerOptions).slice(0, 16);
}
