import {join} from 'node:path';

import type {Course} from '../../data-extract/course.ts';
import {hashJson, sha256} from '../../data-extract/capture/canonical-json.ts';
import {ownVersion, packageVersion} from '../../data-extract/versions.ts';
import {launchBrowser} from '../browser.ts';
import {log} from '../output.ts';
import {readSceneCapture, readSceneScript} from '../scene-files.ts';
import type {SceneName} from '../scene-files.ts';
import {findFfmpeg} from '../setup/parts.ts';
import {courseProjects} from '../vite/config.ts';
import {assemble} from './assemble.ts';
import type {UsedCapture} from './assemble.ts';
import {buildBundle} from './bundle.ts';
import type {Bundle} from './bundle.ts';
import {ChunkCache} from './chunk-cache.ts';
import {chooseEncoder} from './encoder.ts';
import {openUnit} from './open-unit.ts';
import type {RenderOptions} from './options.ts';
import {renderChunks} from './render-chunks.ts';
import {openStage} from './stage-page.ts';
import {startStageServer} from './stage-server.ts';
import {planUnit} from './unit.ts';
import type {RenderUnit} from './unit.ts';

/** One finished video. */
export interface RenderedVideo {
  scene: string;
  locale: string;
  file: string;
  captions: string;
  manifest: string;
  frames: number;
  /** Frames that earlier renders had drawn. */
  reusedFrames: number;
  /** Length of the video. */
  seconds: number;
}

/**
 * Render scenes: resolve, build, plan, draw what is missing, assemble.
 *
 * @param root - The repository.
 * @throws UserError that names what is wrong; videos of earlier renders stay as they are.
 */
export async function renderScenes(
  root: string,
  course: Course,
  options: RenderOptions,
): Promise<RenderedVideo[]> {
  const ffmpeg = await findFfmpeg();
  const captures = new Map<string, UsedCapture>();
  for (const scene of options.scenes) captures.set(scene.id, await captureOf(root, scene));
  const bundle = await buildBundle(root, courseProjects(root), join(root, '.cache', `bundle-${process.pid}`));
  const server = await startStageServer(bundle.folder);
  const running = await launchBrowser();
  try {
    const openPage = () => openStage(running.browser, server.url);
    const first = await openPage();
    const encoder = await chooseEncoder(options, first, server, ffmpeg, running.version);
    log.info(encoder.reason);
    const units: RenderUnit[] = [];
    for (const scene of options.scenes) {
      for (const locale of options.locales) {
        const {request, opened} = await openUnit(first, scene, locale, options, course);
        const inputs = {
          code: codeOf(bundle, scene),
          script: await scriptHash(root, scene, locale),
          browser: running,
          encoder: encoder.identity,
        };
        const {version, flags} = running;
        units.push(planUnit(scene, locale, request, opened, {...inputs, browser: {version, flags}}));
      }
    }
    await first.close();

    const cache = new ChunkCache(join(root, '.cache', 'chunks'));
    await cache.prepare();
    const records = new Map<string, NonNullable<Awaited<ReturnType<ChunkCache['read']>>>>();
    const jobs = [];
    for (const unit of units) {
      for (const chunk of unit.chunks) {
        const record = options.force ? null : await cache.read(chunk.key);
        if (record) records.set(chunk.key, record);
        else jobs.push({unit, chunk});
      }
    }
    const reused = new Set(records.keys());
    const total = jobs.reduce((sum, {chunk}) => sum + chunk.to - chunk.from, 0);
    let done = 0;
    const drawn = await renderChunks(jobs, options.workers, openPage, encoder, cache, job => {
      done += job.chunk.to - job.chunk.from;
      log.log(`  ${job.unit.scene.id} ${job.unit.locale}: ${done} of ${total} frames`);
    });
    for (const [key, record] of drawn) records.set(key, record);

    const versions = {
      'attention-in-motion': ownVersion(),
      '@motion-canvas/core': packageVersion('@motion-canvas/core'),
      chromium: running.version,
      ffmpeg: ffmpeg.version,
    };
    const videos: RenderedVideo[] = [];
    for (const unit of units) {
      const all = unit.chunks.map(({key}) => {
        const record = records.get(key);
        if (!record) throw new Error(`chunk ${key} was not drawn`);
        return record;
      });
      const used = captures.get(unit.scene.id);
      const {files, manifest} = await assemble(
        root, unit, all, cache, options, used ? [used] : [], versions, ffmpeg,
      );
      const {frames, seconds} = manifest;
      const reusedFrames = unit.chunks
        .filter(({key}) => reused.has(key))
        .reduce((sum, {from, to}) => sum + to - from, 0);
      videos.push({scene: unit.scene.id, locale: unit.locale, ...files, frames, reusedFrames, seconds});
    }
    return videos;
  } finally {
    await running.browser.close();
    await server.close();
    await bundle.remove();
  }
}

async function captureOf(root: string, scene: SceneName): Promise<UsedCapture> {
  const {data} = await readSceneCapture(root, scene);
  return {capture: data.capture, sha256: sha256(JSON.stringify(data.capture) + data.tensors)};
}

function codeOf({hashes}: Bundle, {lesson, scene}: SceneName): string {
  const file = `scenes/${lesson}/${scene}.tsx`;
  const code = hashes.scenes[file];
  if (code === undefined) {
    throw new Error(`${file} is in no project.ts`);
  }
  return hashJson([hashes.stage, code]);
}

async function scriptHash(root: string, scene: SceneName, locale: string): Promise<string> {
  const {data} = await readSceneScript(root, scene);
  return hashJson({script: data.locales[locale], lesson: data.lesson});
}
