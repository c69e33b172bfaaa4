import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';

import {naming} from '../../../foundations/files/file-error.ts';
import {makeFolder} from '../../../foundations/files/make-folder.ts';
import {partialName} from '../../../foundations/files/partial-name.ts';
import type {FoundPart} from '../../setup/parts.ts';
import {toWebVtt} from '../plan/captions.ts';
import type {ChunkCache, ChunkRecord} from '../draw/chunk-cache.ts';
import {FORMATS} from '../options/formats.ts';
import {secondsAt} from '../options/frame-rate.ts';
import {chapterList, concatList, gifArgs, joinArgs} from '../encode/join-args.ts';
import {paletteArgs, picturesArgs} from '../encode/join-args.ts';
import {hashFrames} from './manifest.ts';
import type {Manifest, MissingText} from './manifest.ts';
import type {OutputOptions} from '../options/output-options.ts';
import {runFfmpeg} from '../encode/run-ffmpeg.ts';
import {framesIn} from '../plan/unit.ts';
import {requireOwnVideo} from './own-video.ts';
import {fingerprint, putInPlace, removeLeftOvers} from './video-files.ts';
import {removePartials, videoFiles} from './video-files.ts';
import type {VideoPlan} from '../plan/video-plan.ts';

/** A video whose chunks are all there. */
export interface AssembleRequest {
  /** What the paths of the plan are relative to. */
  root: string;
  plan: VideoPlan;
  key: string;
  /** Records of the chunks by their keys. */
  records: ReadonlyMap<string, ChunkRecord>;
  cache: ChunkCache;
  output: Pick<OutputOptions, 'format' | 'preset'>;
  versions: Record<string, string>;
  ffmpeg: FoundPart;
}

/**
 * Join chunks into a video, with captions and manifest beside it. All are written under
 * other names and put in place together.
 */
export async function assemble(request: AssembleRequest): Promise<Manifest> {
  const {root, plan, cache, output} = request;
  const files = videoFiles(plan.base, output.format, plan.cues !== null);
  const path = (file: string): string => resolve(root, file);
  const target = path(files.file);
  const scratch = ['list', 'chapters', 'palette'].map(name => `${target}.${name}`);
  const [list, chapters, palette] = scratch.map(file => partialName(file));
  const captions = files.captions === null ? null : path(files.captions);
  // The manifest comes first: it says that the others are ours, also where we stop here.
  const finished = [path(files.manifest), ...(captions ? [captions] : []), target];
  const chunks = plan.units.flatMap(unit => unit.chunks);
  await requireOwnVideo(root, plan, output);
  await makeFolder(dirname(target));
  await removeLeftOvers(target);
  try {
    const parts = chunks.map(({key, from, to}) => ({
      path: cache.videoPath(key),
      frames: to - from,
    }));
    await writeFile(list, concatList(parts, plan.fps));
    if (captions && plan.cues)
      await writeFile(
        partialName(captions),
        toWebVtt(plan.cues, secondsAt(framesIn(chunks), plan.fps)),
      );
    if (plan.chapters.length > 0)
      await writeFile(chapters, chapterList(plan.chapters, plan.fps));
    await writeVideo(request, {list, chapters, palette, captions, target});
    const manifest = await describe(request, partialName(target));
    await writeFile(
      partialName(path(files.manifest)),
      `${JSON.stringify(manifest, null, 2)}\n`,
    );
    await putInPlace(finished);
    return manifest;
  } catch (error) {
    return naming(dirname(target))(error);
  } finally {
    await removePartials([...scratch, ...finished]);
  }
}

interface JoinFiles {
  list: string;
  chapters: string;
  palette: string;
  captions: string | null;
  target: string;
}

/** Let ffmpeg write the video under its partial name. */
async function writeVideo(
  {plan, output, ffmpeg}: AssembleRequest,
  {list, chapters, palette, captions, target}: JoinFiles,
): Promise<void> {
  const format = FORMATS[output.format];
  const whole = partialName(target);
  const run = (args: string[]): Promise<string> => runFfmpeg(ffmpeg.path, args);
  if (output.format === 'gif') {
    await run(paletteArgs(list, palette));
    await run(gifArgs(format, list, palette, whole));
    return;
  }
  if (output.format === 'png') {
    await mkdir(whole);
    await run(picturesArgs(format, list, whole));
    return;
  }
  const {title, comment, language, audio, alpha, cues, fps} = plan;
  const parts = {
    list,
    // A track without a cue is no track.
    captions: captions && cues && cues.length > 0 ? partialName(captions) : null,
    chapters: plan.chapters.length > 0 ? chapters : null,
    audio,
    frames: framesIn(plan.units.flatMap(unit => unit.chunks)),
    fps,
    alpha,
    tags: {title, comment, language},
  };
  await run(joinArgs(format, parts, whole));
}

async function describe(
  {plan, key, records, output, versions}: AssembleRequest,
  video: string,
): Promise<Manifest> {
  const used = plan.units.flatMap(({chunks}) =>
    chunks.map(chunk => {
      const record = records.get(chunk.key);
      if (!record) throw new Error(`chunk ${chunk.key} of ${plan.base} is missing`);
      return record;
    }),
  );
  const frames = framesIn(plan.units.flatMap(unit => unit.chunks));
  const {identity, fps, size, chapters, cues, captures, flags, inputs} = plan;
  return {
    ...identity,
    preset: output.preset,
    format: output.format,
    fps,
    size,
    frames,
    seconds: secondsAt(frames, fps),
    key,
    framesSha256: hashFrames(used.flatMap(({hashes}) => hashes)),
    videoSha256: (await fingerprint(video)) ?? '',
    cues: (cues ?? []).map(({name, seconds}) => ({name, seconds})),
    parts: chapters.map(({title, from, to}) => ({name: title, from, to})),
    captures: captures.map(({capture: {id, provenance}, sha256, stale}) => ({
      id,
      sha256,
      model: provenance.model.id,
      revision: provenance.model.revision,
      stale,
    })),
    machineFonts: [...new Set(used.flatMap(({machineFonts}) => machineFonts))].sort(),
    missing: missingIn(plan, records),
    reads: [
      ...new Map(used.flatMap(({reads}) => reads.map(one => [one.url, one]))).values(),
    ],
    flags,
    versions,
    inputs,
  };
}

/** Which characters no font had, play by play. */
function missingIn(
  {units}: VideoPlan,
  records: ReadonlyMap<string, ChunkRecord>,
): MissingText[] {
  return units.flatMap(({play, chunks}) => {
    const found = chunks.flatMap(({key}) => records.get(key)?.missing ?? []);
    const characters = [...new Set(found)].sort().join('');
    return characters === '' ? [] : [{where: play.name, characters}];
  });
}
