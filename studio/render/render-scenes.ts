import {resolve} from 'node:path';

import {hashJson, sha256} from '../../data-extract/capture/canonical-json.ts';
import type {Course} from '../../data-extract/course.ts';
import {ownVersion, packageVersion} from '../../data-extract/versions.ts';
import {UserError} from '../../data-extract/user-error.ts';
import {log} from '../output.ts';
import {capturesOf, readSceneCapture, readSceneScript} from '../scene-files.ts';
import type {SceneName} from '../scene-files.ts';
import {findFfmpeg} from '../setup/parts.ts';
import type {FoundPart} from '../setup/parts.ts';
import {assemble} from './assemble.ts';
import type {UsedCapture} from './assemble.ts';
import type {Bundle} from './bundle.ts';
import {ChunkCache} from './chunk-cache.ts';
import type {ChunkRecord} from './chunk-cache.ts';
import {chooseEncoder} from './encoder.ts';
import type {ChunkEncoder} from './encoder.ts';
import {openUnit} from './open-unit.ts';
import type {RenderOptions} from './options.ts';
import {renderChunks} from './render-chunks.ts';
import type {ChunkJob} from './render-chunks.ts';
import {shardOf} from './shard.ts';
import type {Shard} from './shard.ts';
import {startProgress} from './progress.ts';
import {planUnit} from './unit.ts';
import type {RenderUnit} from './unit.ts';
import {withStage} from './with-stage.ts';
import type {ReadyStage} from './with-stage.ts';

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
  /** Size of the video. */
  bytes: number;
}

/** One chunk of the plan. */
export interface ChunkState {
  scene: string;
  locale: string;
  /** Half-open range of frames. */
  from: number;
  to: number;
  key: string;
  state: 'cached' | 'missing';
}

/** Videos; or the state of the chunks where only these were asked for. */
export type RenderOutcome = {videos: RenderedVideo[]} | {chunks: ChunkState[]};

/**
 * Render scenes: resolve, build, plan, draw what is missing, assemble.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`; videos and cache go there.
 * @param signal - Stops the render; what is drawn by then stays in the cache.
 * @throws UserError that names what is wrong; videos of earlier renders stay as they are.
 */
export async function renderScenes(
  root: string,
  course: Course,
  options: RenderOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<RenderOutcome> {
  const ffmpeg = await findFfmpeg();
  const captures = new Map(
    await Promise.all(
      options.scenes.map(
        async scene => [scene.id, await readCaptures(root, scene)] as const,
      ),
    ),
  );
  const lessons = [...new Set(options.scenes.map(({lesson}) => lesson))];
  return withStage(root, lessons, async stage => {
    const {units, encoder} = await planAll(root, course, options, stage, ffmpeg);
    const cache = new ChunkCache(resolve(root, options.cache));
    await cache.prepare();
    const {jobs, records} = await missingChunks(units, cache, options.force);
    if (options.dryRun) return {chunks: stateOf(units, records)};
    const reused = new Set(records.keys());
    const mine = options.shard
      ? partOf(jobs, options.shard)
      : options.assemble
        ? []
        : jobs;
    await drawChunks(mine, records, options, stage, encoder, cache, signal);
    if (options.shard) return {chunks: stateOf(units, records)};
    refuseGaps(units, records);

    const versions = {
      'attention-in-motion': ownVersion(),
      '@motion-canvas/core': packageVersion('@motion-canvas/core'),
      chromium: stage.browser.version,
      ffmpeg: ffmpeg.version,
    };
    const videos: RenderedVideo[] = [];
    for (const unit of units) {
      const {files, manifest, bytes} = await assemble({
        root,
        unit,
        records: unit.chunks.flatMap(({key}) => records.get(key) ?? []),
        cache,
        options,
        captures: captures.get(unit.scene.id) ?? [],
        versions,
        ffmpeg,
      });
      videos.push({
        scene: unit.scene.id,
        locale: unit.locale,
        ...files,
        frames: manifest.frames,
        reusedFrames: frameCount(unit.chunks.filter(({key}) => reused.has(key))),
        seconds: manifest.seconds,
        bytes,
      });
    }
    await cache.evict(options.cacheLimit, new Set(records.keys()));
    return {videos};
  });
}

/** Draw chunks into the cache and add their records. */
async function drawChunks(
  jobs: readonly ChunkJob[],
  records: Map<string, ChunkRecord>,
  options: RenderOptions,
  {openPage}: ReadyStage,
  encoder: ChunkEncoder,
  cache: ChunkCache,
  signal: AbortSignal,
): Promise<void> {
  if (jobs.length === 0) return;
  const progress = startProgress(frameCount(jobs.map(({chunk}) => chunk)));
  try {
    await renderChunks(jobs, {
      workers: options.workers,
      frameTimeout: options.frameTimeout,
      openPage,
      encoder,
      cache,
      signal,
      onFrame: () => progress.frame(),
      onDone({unit, chunk}, record) {
        records.set(chunk.key, record);
        progress.chunk(`${unit.scene.id} ${unit.locale}`, chunk.to - chunk.from);
      },
    });
  } finally {
    progress.stop();
  }
}

function partOf(jobs: readonly ChunkJob[], shard: Shard): ChunkJob[] {
  const items = jobs.map(job => ({
    job,
    key: job.chunk.key,
    cost: job.chunk.to - job.chunk.from,
  }));
  return shardOf(items, shard).map(({job}) => job);
}

function stateOf(
  units: readonly RenderUnit[],
  records: ReadonlyMap<string, ChunkRecord>,
): ChunkState[] {
  return units.flatMap(({scene, locale, chunks}) =>
    chunks.map(({from, to, key}) => ({
      scene: scene.id,
      locale,
      from,
      to,
      key,
      state: records.has(key) ? 'cached' : 'missing',
    })),
  );
}

function refuseGaps(
  units: readonly RenderUnit[],
  records: ReadonlyMap<string, ChunkRecord>,
): void {
  const missing = stateOf(units, records).filter(({state}) => state === 'missing');
  if (missing.length === 0) return;
  const places = missing.map(
    ({scene, locale, from, to}) => `${scene} ${locale} ${from}-${to}`,
  );
  throw new UserError(
    'chunks-missing',
    `${missing.length} chunks have not been drawn: ${places.join(', ')}.`,
    'Run the shards that lack, with the same flags, or render without --assemble.',
  );
}

/** Open every scene in every language once, and plan its chunks. */
async function planAll(
  root: string,
  course: Course,
  options: RenderOptions,
  {bundle, server, browser, openPage}: ReadyStage,
  ffmpeg: FoundPart,
): Promise<{units: RenderUnit[]; encoder: ChunkEncoder}> {
  const page = await openPage();
  try {
    const encoder = await chooseEncoder(options, page, server, ffmpeg, browser.version);
    log.info(encoder.reason);
    const units: RenderUnit[] = [];
    for (const scene of options.scenes) {
      for (const locale of options.locales) {
        const {request, opened} = await openUnit(page, scene, locale, options, course);
        units.push(
          planUnit(scene, locale, request, opened, {
            code: codeOf(bundle, scene),
            script: await scriptHash(root, scene, locale),
            browser,
            encoder: encoder.identity,
          }),
        );
      }
    }
    return {units, encoder};
  } finally {
    await page.close();
  }
}

async function missingChunks(
  units: readonly RenderUnit[],
  cache: ChunkCache,
  force: boolean,
): Promise<{jobs: ChunkJob[]; records: Map<string, ChunkRecord>}> {
  const records = new Map<string, ChunkRecord>();
  const jobs: ChunkJob[] = [];
  for (const unit of units) {
    for (const chunk of unit.chunks) {
      const record = force ? null : await cache.read(chunk.key);
      if (record) records.set(chunk.key, record);
      else jobs.push({unit, chunk});
    }
  }
  return {jobs, records};
}

const frameCount = (ranges: readonly {from: number; to: number}[]): number =>
  ranges.reduce((sum, {from, to}) => sum + to - from, 0);

async function readCaptures(root: string, scene: SceneName): Promise<UsedCapture[]> {
  return Promise.all(
    (await capturesOf(root, scene)).map(async name => {
      const {capture, tensors} = (await readSceneCapture(root, name)).data;
      return {capture, sha256: sha256(JSON.stringify(capture) + tensors)};
    }),
  );
}

function codeOf({hashes}: Bundle, {lesson, scene}: SceneName): string {
  const file = `scenes/${lesson}/${scene}.tsx`;
  if (!Object.hasOwn(hashes.scenes, file)) {
    throw new UserError(
      'scene-unlisted',
      `${file} is not among the scenes of its project.`,
      `Import it in scenes/${lesson}/project.ts: import x from './${scene}?scene'.`,
    );
  }
  return hashJson([hashes.stage, hashes.scenes[file]]);
}

async function scriptHash(
  root: string,
  scene: SceneName,
  locale: string,
): Promise<string> {
  const {data} = await readSceneScript(root, scene);
  return hashJson({script: data.locales[locale], lesson: data.lesson});
}
