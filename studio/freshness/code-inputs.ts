import {readFile} from 'node:fs/promises';

import {hashJson, sha256} from '../../foundations/canonical-json.ts';
import {filesIn} from '../../foundations/files/files-in.ts';
import {packageVersion} from '../../foundations/versions.ts';
import {ROOT, toolFile} from '../../foundations/root.ts';
import type {SceneName} from '../course/scene-files.ts';
import {InstalledPackages} from './package-versions.ts';
import type {SourceCache} from './source-cache.ts';
import {SourceGraphs, sourceName} from './source-graph.ts';
import type {SourceGraph} from './source-graph.ts';

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
const PLUGINS = [
  'stage-config',
  'course-config',
  'glyphs-plugin',
  'vendor-plugin',
  'bundle-vendor',
].map(name => `studio/vite/${name}.ts`);
const CONFIGS = ['tsconfig.json', 'scenes/tsconfig.json'];
const BUILDERS = ['vite', 'esbuild', '@motion-canvas/core', '@motion-canvas/2d'];

/** Finds the code that draws scenes, from sources alone. */
export class CodeReader {
  private readonly graphs: SourceGraphs;
  private readonly installed: InstalledPackages;
  private around: Promise<SourceGraph> | null = null;

  /** @param root - The course. */
  public constructor(
    private readonly root: string,
    private readonly cache: SourceCache,
  ) {
    this.graphs = new SourceGraphs(root, cache);
    this.installed = new InstalledPackages([root, ROOT]);
  }

  public async inputsOf({lesson, scene}: SceneName): Promise<CodeInputs> {
    const base = `scenes/${lesson}/${scene}`;
    this.around ??= this.readAround();
    const [drawn, around] = await Promise.all([
      this.graphs.from([`${base}.tsx`, `${base}.meta`], true),
      this.around,
    ]);
    const names = [...new Set([...drawn.packages, ...around.packages])];
    return {
      sources: {...around.files, ...drawn.files},
      packages: {
        ...this.installed.versions(names),
        ...Object.fromEntries(BUILDERS.map(name => [name, packageVersion(name)])),
      },
      captures: drawn.captures,
    };
  }

  /** Judge again where imports lead, once the bundler has built; files stay as they were read. */
  public builtAgain(): void {
    this.graphs.builtAgain();
    this.around = null;
  }

  /** What all scenes have in common. */
  private async readAround(): Promise<SourceGraph> {
    const stage = await this.graphs.from([toolFile(STAGE)], false);
    const plugins = PLUGINS.map(async file => {
      const facts = await this.cache.read(toolFile(file));
      return [sourceName(this.root, toolFile(file)), facts?.hash ?? 'missing'];
    });
    const configs = CONFIGS.map(async file => [
      file,
      await compilerOptions(`${this.root}/${file}`),
    ]);
    // Any scene may ask for a public file, by an address that is made while it plays.
    const open = filesIn(`${this.root}/public`).map(async file => {
      const facts = await this.cache.read(file);
      return [sourceName(this.root, file), facts?.hash ?? 'missing'];
    });
    const others = await Promise.all([...plugins, ...configs, ...open]);
    return {
      ...stage,
      files: {...(Object.fromEntries(others) as Record<string, string>), ...stage.files},
    };
  }
}

/** Of a TypeScript project, what the code depends on; `missing` where there is none. */
async function compilerOptions(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return 'missing';
  try {
    const {compilerOptions = {}} = JSON.parse(text) as {compilerOptions?: object};
    return hashJson(compilerOptions).slice(0, 16);
  } catch {
    // It may have comments, which are part of it then.
    return sha256(text).slice(0, 16);
  }
}
