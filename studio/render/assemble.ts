import {mkdir, rename, rm, stat, writeFile} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';

import type {CaptureFile} from '../../data-extract/capture/format.ts';
import {hashJson} from '../../data-extract/capture/canonical-json.ts';
import type {FoundPart} from '../setup/parts.ts';
import {toWebVtt} from './captions.ts';
import type {ChunkCache, ChunkRecord} from './chunk-cache.ts';
import {concatList, joinArgs, languageCode} from './ffmpeg-args.ts';
import {hashFrames} from './manifest.ts';
import type {Manifest} from './manifest.ts';
import type {RenderOptions} from './options.ts';
import {runFfmpeg} from './run-ffmpeg.ts';
import type {RenderUnit} from './unit.ts';

/** Files of a finished video, relative to the repository. */
export interface VideoFiles {
  file: string;
  captions: string;
  manifest: string;
}

/** What the manifest says of a capture. */
export interface UsedCapture {
  capture: CaptureFile;
  sha256: string;
}

/** A scene whose chunks are all there. */
export interface AssembleRequest {
  /** The repository. */
  root: string;
  unit: RenderUnit;
  /** Records of the unit's chunks, in order. */
  records: readonly ChunkRecord[];
  cache: ChunkCache;
  options: RenderOptions;
  captures: readonly UsedCapture[];
  versions: Record<string, string>;
  ffmpeg: FoundPart;
}

/**
 * Join the chunks of a scene into its video, with captions and manifest beside it. All
 * three are written under other names and put in place together.
 */
export async function assemble({
  root,
  unit,
  records,
  cache,
  options,
  captures,
  versions,
  ffmpeg,
}: AssembleRequest): Promise<{files: VideoFiles; manifest: Manifest; bytes: number}> {
  const {scene, locale, opened} = unit;
  if (records.length !== unit.chunks.length) {
    throw new Error(
      `${scene.id} (${locale}) has ${records.length} of ${unit.chunks.length} chunks`,
    );
  }
  const variant = options.theme === 'dark' ? '.dark' : '';
  const base = `${options.out}/${scene.lesson}/${scene.scene}.${locale}${variant}`;
  const files = {file: `${base}.mp4`, captions: `${base}.vtt`, manifest: `${base}.json`};
  const path = (file: string): string => resolve(root, file);
  const partial = (file: string): string =>
    join(dirname(path(file)), `.${process.pid}.${file.slice(file.lastIndexOf('/') + 1)}`);
  const seconds = opened.frames / options.fps;
  const manifest: Manifest = {
    scene: scene.id,
    locale,
    theme: options.theme,
    preset: options.preset,
    fps: options.fps,
    size: [options.width, options.height],
    frames: opened.frames,
    seconds,
    key: hashJson(unit.chunks.map(({key}) => key)),
    framesSha256: hashFrames(records.flatMap(({hashes}) => hashes)),
    captures: captures.map(({capture: {id, provenance}, sha256}) => ({
      id,
      sha256,
      model: provenance.model.id,
      revision: provenance.model.revision,
    })),
    versions,
  };
  await mkdir(dirname(path(files.file)), {recursive: true});
  const list = partial(`${base}.txt`);
  const temporary = Object.values(files).map(partial);
  try {
    await writeFile(list, concatList(unit.chunks.map(({key}) => cache.videoPath(key))));
    await writeFile(partial(files.captions), toWebVtt(opened.cues, seconds));
    await writeFile(partial(files.manifest), `${JSON.stringify(manifest, null, 2)}\n`);
    const tags = {
      title: [opened.lesson, opened.title].filter(Boolean).join(' · '),
      comment: captures.map(({capture}) => provenanceLine(capture)).join('; '),
      language: languageCode(locale),
    };
    const hasCaptions = opened.cues.length > 0;
    await runFfmpeg(
      ffmpeg.path,
      joinArgs(
        list,
        hasCaptions ? partial(files.captions) : null,
        tags,
        partial(files.file),
      ),
    );
    for (const file of Object.values(files)) await rename(partial(file), path(file));
  } finally {
    await Promise.all([list, ...temporary].map(file => rm(file, {force: true})));
  }
  return {files, manifest, bytes: (await stat(path(files.file))).size};
}

const provenanceLine = ({provenance: {model, dtype, device}}: CaptureFile): string =>
  `values captured from ${model.id}@${(model.revision ?? model.files[0].sha256).slice(0, 12)} (${dtype}, ${device})`;
