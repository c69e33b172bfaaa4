import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll} from 'vitest';

import type {Manifest} from '../../../studio/render/assemble/manifest.ts';
import {resolveOptions} from '../../../studio/render/options/options.ts';
import type {RenderOptions} from '../../../studio/render/options/options.ts';
import {renderScenes} from '../../../studio/render/render-scenes.ts';
import type {ChunkState} from '../../../studio/render/plan/plan-document.ts';
import type {RenderedVideo} from '../../../studio/render/render-plan.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import {COURSE, course} from '../../fixtures/course.ts';

/** Renders into a folder that goes when the tests of a file are over. */
export function renderHarness() {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aim-render-'));
  });
  afterAll(() => rm(folder, {recursive: true, force: true}));

  const options = (
    name: string,
    changes: Partial<RenderOptions> = {},
  ): RenderOptions => ({
    ...resolveOptions(
      {size: '640x360', workers: 1},
      [sceneOf('01-test/short')],
      course,
      2,
    ),
    locales: ['en'],
    out: join(folder, name),
    cache: join(folder, `${name}-chunks`),
    ...changes,
  });
  const render = async (
    wanted: RenderOptions,
    signal?: AbortSignal,
  ): Promise<RenderedVideo[]> => {
    const outcome = await renderScenes(COURSE, course, wanted, signal);
    if (!('videos' in outcome)) throw new Error('no videos were asked for');
    return outcome.videos;
  };
  const plan = async (wanted: RenderOptions): Promise<ChunkState[]> => {
    const outcome = await renderScenes(COURSE, course, wanted);
    if (!('chunks' in outcome)) throw new Error('videos were asked for');
    return outcome.chunks;
  };
  return {folder: () => folder, options, render, plan};
}

export const readManifest = async (file: string): Promise<Manifest> =>
  JSON.parse(await readFile(file, 'utf8')) as Manifest;

/** The roll-up of a video's frames. */
export const framesOf = async ({manifest}: RenderedVideo): Promise<string> =>
  (await readManifest(manifest)).framesSha256;
