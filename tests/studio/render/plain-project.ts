import {cp, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {sha256} from '../../../foundations/canonical-json.ts';
import {filesIn} from '../../../foundations/files/files-in.ts';
import {resolveProjectOptions} from '../../../studio/render/options/project-options.ts';
import type {
  ProjectFlags,
  ProjectOptions,
} from '../../../studio/render/options/project-options.ts';
import type {RenderedVideo} from '../../../studio/render/render-plan.ts';
import {renderProject} from '../../../studio/render/render-project.ts';
import {ROOT} from '../../../foundations/root.ts';

/** A copy of the plain project in a folder of its own, outside the repository. */
export interface PlainProject {
  folder: string;
  /** SHA-256 of every file of the project. */
  contents(): Promise<Record<string, string>>;
  options(flags?: Partial<ProjectFlags>): ProjectOptions;
  render(flags?: Partial<ProjectFlags>, signal?: AbortSignal): Promise<RenderedVideo>;
  /** Chunks of the plan, as `<scene> <from>-<to> <state>`. */
  plan(flags?: Partial<ProjectFlags>): Promise<string[]>;
  remove(): Promise<void>;
}

/** @param fixture - Folder of the project. */
export async function copyPlainProject(fixture = 'plain'): Promise<PlainProject> {
  const folder = await mkdtemp(join(tmpdir(), 'aim-plain-'));
  await cp(`${ROOT}/tests/fixtures/${fixture}`, join(folder, 'animation'), {
    recursive: true,
  });
  const options = (flags: Partial<ProjectFlags> = {}): ProjectOptions =>
    resolveProjectOptions(
      {project: 'animation/src/project.ts', cache: 'chunks', workers: 1, ...flags},
      [],
      folder,
      2,
    );
  return {
    folder,
    options,
    async contents() {
      const paths = filesIn(join(folder, 'animation'));
      return Object.fromEntries(
        await Promise.all(
          paths.map(async path => [path, sha256(await readFile(path))] as const),
        ),
      );
    },
    async render(flags, signal) {
      const outcome = await renderProject(folder, options(flags), signal);
      if (!('videos' in outcome)) throw new Error('no video was asked for');
      return outcome.videos[0];
    },
    async plan(flags) {
      const outcome = await renderProject(folder, options({...flags, dryRun: true}));
      if (!('chunks' in outcome)) throw new Error('a video was asked for');
      return outcome.chunks.map(
        ({scene, from, to, state}) => `${scene} ${from}-${to} ${state}`,
      );
    },
    remove: () => rm(folder, {recursive: true, force: true}),
  };
}
