import {existsSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';

import {hashJson} from '../../foundations/canonical-json.ts';
import {makeFolder, tryFolder} from '../../foundations/files/make-folder.ts';
import {requireOwn} from '../../foundations/files/own.ts';
import {partialName} from '../../foundations/files/partial-name.ts';
import {chapterList} from '../render/encode/join-args.ts';
import {readManifest} from '../render/assemble/manifest.ts';
import type {Manifest} from '../render/assemble/manifest.ts';
import type {RenderOptions} from '../render/options/options.ts';
import type {RenderedVideo} from '../render/render-plan.ts';
import {runFfmpeg} from '../render/encode/run-ffmpeg.ts';
import {bytesOf} from '../render/stills/save-picture.ts';
import type {StagePage} from '../render/page/stage-page.ts';
import {variantOf} from '../render/options/still-options.ts';
import {putInPlace, removePartials} from '../render/assemble/video-files.ts';
import {findFfmpeg} from '../setup/parts.ts';
import {alignCues} from './align-cues.ts';
import type {AlignedPart} from './align-cues.ts';
import {compareArgs} from './compare-args.ts';
import {layOut} from '../stage/compare-layout.ts';

/** A finished comparison. */
export interface ComparedVideo {
  scene: string;
  locale: string;
  file: string;
  manifest: string;
  frames: number;
  seconds: number;
}

/** Two videos of a scene, and what they are called. */
export interface Sides {
  left: RenderedVideo;
  right: RenderedVideo;
  names: {left: string; right: string};
}

/** What a comparison was made from; written beside it. */
interface ComparisonManifest {
  scene: string;
  locale: string;
  theme: string;
  preset: string;
  fps: number;
  size: [number, number];
  frames: number;
  seconds: number;
  /** Hash over everything that decides the bytes of the video. */
  key: string;
  parts: AlignedPart[];
  left: SideFacts;
  right: SideFacts;
}

type SideFacts = Pick<Manifest, 'framesSha256' | 'videoSha256' | 'captures'> & {
  name: string;
};

/** Of the way in which sides are joined. */
const VERSION = 1;

/** Join two videos side by side, unless that has been done. */
export async function joinSides(
  root: string,
  page: StagePage,
  {left, right, names}: Sides,
  {fps, width, height, theme, preset, out, force}: RenderOptions,
): Promise<ComparedVideo> {
  const {scene = '', locale = ''} = left;
  const [one, other] = [await factsOf(root, left), await factsOf(root, right)];
  const parts = alignCues(one, other);
  const layout = layOut({width, height});
  const ffmpeg = await findFfmpeg();
  const frames = parts.reduce((sum, part) => sum + part.frames, 0);
  const side = ({framesSha256, videoSha256, captures}: Manifest, name: string) => ({
    name,
    framesSha256,
    videoSha256,
    captures,
  });
  const known = {
    scene,
    locale,
    theme,
    preset,
    fps,
    frames,
    seconds: frames / fps,
    parts,
    size: [width, height] as [number, number],
    left: side(one, names.left),
    right: side(other, names.right),
  };
  const manifest: ComparisonManifest = {
    ...known,
    key: hashJson({known, layout, ffmpeg: ffmpeg.version, version: VERSION}),
  };
  const base = `${out}/compare/${scene}.${locale}${variantOf(theme)}`;
  const files = {file: `${base}.mp4`, manifest: `${base}.json`};
  const done = {
    scene,
    locale,
    frames,
    seconds: manifest.seconds,
    ...files,
  };
  const [video, record] = [resolve(root, files.file), resolve(root, files.manifest)];
  if (!force && existsSync(video) && (await keyOf(record)) === manifest.key) return done;

  await tryFolder(dirname(video));
  for (const file of [record, video])
    await requireOwn(file, async () => (await keyOf(record)) !== null);
  await makeFolder(dirname(video));
  const scratch = ['ground.png', 'chapters'].map(name => `${video}.${name}`);
  const [ground, chapters] = scratch.map(file => partialName(file));
  try {
    const picture = await page.call('compareGround', layout, names, theme);
    await writeFile(ground, bytesOf(picture));
    await writeFile(chapters, chapterList(chaptersOf(parts), fps));
    await writeFile(partialName(record), `${JSON.stringify(manifest, null, 2)}\n`);
    const request = {
      ground,
      chapters,
      parts,
      layout,
      fps,
      preset,
      left: resolve(root, left.file),
      right: resolve(root, right.file),
      title: `${scene}: ${names.left} | ${names.right}`,
      comment: `values captured from ${names.left} (left) and ${names.right} (right)`,
      output: partialName(video),
    };
    await runFfmpeg(ffmpeg.path, compareArgs(request));
    // The manifest comes first: it says that the video is ours, also where we stop here.
    await putInPlace([record, video]);
  } finally {
    await removePartials([...scratch, video, record]);
  }
  return done;
}

async function factsOf(root: string, {manifest}: RenderedVideo): Promise<Manifest> {
  const facts = await readManifest(resolve(root, manifest));
  if (!facts) throw new Error(`${manifest} cannot be read`);
  return facts;
}

async function keyOf(record: string): Promise<string | null> {
  try {
    const {key, left} = JSON.parse(
      await readFile(record, 'utf8'),
    ) as Partial<ComparisonManifest>;
    return typeof key === 'string' && left !== undefined ? key : null;
  } catch {
    return null;
  }
}

/** The parts as chapters that follow each other. */
function chaptersOf(parts: readonly AlignedPart[]) {
  let from = 0;
  return parts.map(({cue, frames}) => {
    const chapter = {title: cue ?? '', from, to: from + frames};
    from += frames;
    return chapter;
  });
}
