import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import type {ChunkRecord} from '../../../studio/render/draw/chunk-cache.ts';
import {renderProject} from '../../../studio/render/render-project.ts';
import {readManifest} from './harness.ts';
import {playerFrames} from './own-frames.ts';
import {copyPlainProject} from './plain-project.ts';
import type {PlainProject} from './plain-project.ts';

let plays: PlainProject;
beforeAll(async () => {
  plays = await copyPlainProject('plays');
});
afterAll(() => plays.remove());

/** The roll-up of all frames. */
const framesOf = async (name: string, flags = {}): Promise<string> => {
  const video = await plays.render({cache: name, out: name, ...flags});
  return (await readManifest(join(plays.folder, video.manifest))).framesSha256;
};

/** Hashes of a scene's frames, of those chunks that lie in a cache. */
async function hashesOf(cache: string, scene: string): Promise<string[]> {
  const outcome = await renderProject(plays.folder, plays.options({cache, dryRun: true}));
  if (!('chunks' in outcome)) throw new Error('a video was asked for');
  const keys = outcome.chunks.filter(chunk => chunk.scene === scene).map(({key}) => key);
  const records = keys.map(async key => {
    const text = await readFile(join(plays.folder, cache, `${key}.json`), 'utf8');
    return (JSON.parse(text) as ChunkRecord).hashes;
  });
  return (await Promise.all(records)).flat();
}

describe('scenes that leave things for one another', {timeout: 300_000}, () => {
  test('are drawn as one run of the project leaves them, whoever draws them when', async () => {
    const one = await framesOf('one', {workers: 1});
    expect(await framesOf('three', {workers: 3})).toBe(one);
    for (const index of [3, 2, 1])
      await renderProject(
        plays.folder,
        plays.options({cache: 'shards', shard: `${index}/3`}),
      );
    expect(await framesOf('shards', {assemble: true})).toBe(one);
  });

  test('show what the editor shows, in time and in what was left', async () => {
    await framesOf('one');
    const drawn = await hashesOf('one', 'second');
    const frames = [0, 1, 30, 59];
    const shown = await playerFrames(
      'plays',
      frames.map(frame => 60 + frame),
    );
    expect(frames.map(frame => drawn[frame])).toEqual(shown);
  });

  test('are drawn anew together, and others are not', async () => {
    const states = async (): Promise<string[]> =>
      (await plays.plan({cache: 'one'})).map(line => line.split(' ').at(-1) ?? '');
    await framesOf('one');
    expect(await states()).toEqual(Array.from({length: 4}, () => 'cached'));
    const first = join(plays.folder, 'animation/src/first.tsx');
    const text = await readFile(first, 'utf8');
    await writeFile(first, text.replace("'first'", "'another'"));
    // The scene "chance" takes random numbers, but shares no module with the others.
    expect(await states()).toEqual(['missing', 'missing', 'cached', 'cached']);
    await writeFile(first, text);
  });
});

test(
  'what a node counts while it is drawn goes on from chunk to chunk',
  {timeout: 300_000},
  async () => {
    const trail = {project: 'animation/src/trail.ts', size: '320x180'};
    const one = await framesOf('trail-1', {...trail, workers: 1});
    expect(await framesOf('trail-2', {...trail, workers: 2})).toBe(one);
    const flags = {...trail, cache: 'trail-shards', out: 'trail-shards'};
    for (const index of [2, 1])
      await renderProject(plays.folder, plays.options({...flags, shard: `${index}/2`}));
    await expect(plays.render({...flags, assemble: true})).rejects.toThrow(
      'counting: pictures depend on how often they were drawn before',
    );
  },
);

test(
  'ten minutes may take as long as they need, as long as they go on',
  {timeout: 300_000},
  async () => {
    const meta = join(plays.folder, 'animation/src/long.meta');
    const text = await readFile(join(plays.folder, 'animation/src/project.meta'), 'utf8');
    await writeFile(meta, text.replace('[0, null]', '[597, null]'));
    const flags = {
      project: 'animation/src/long.ts',
      fps: 4,
      size: '64x36',
      frameTimeout: 3,
    };
    const video = await plays.render(flags);
    expect(video.frames).toBeGreaterThan(10);
  },
);
