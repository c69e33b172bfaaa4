import {readdir} from 'node:fs/promises';

import {describe, expect, test} from 'vitest';

import {framesOf, readManifest, renderHarness} from './harness.ts';

const {options, render, plan} = renderHarness();

const chunksIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter(name => name.endsWith('.mp4')).sort();

describe('the cache of chunks', {timeout: 240_000}, () => {
  test('is left aside by --force', async () => {
    const wanted = options('forced');
    const [first] = await render(wanted);
    const [second] = await render({...wanted, force: true});
    expect(second.reusedFrames).toBe(0);
    expect(await framesOf(second)).toBe(await framesOf(first));
  });

  test('keeps to its limit: the chunks of the last render stay, older ones go', async () => {
    const wanted = options('limited');
    const [first] = await render(wanted);
    const before = await chunksIn(wanted.cache);
    const other = {...wanted, fps: 25, out: `${wanted.out}-25`};
    await render(other);
    expect(await chunksIn(wanted.cache)).toEqual(expect.arrayContaining(before));
    await render({...other, theme: 'dark', cacheLimit: 1});
    const left = await chunksIn(wanted.cache);
    const dark = await plan({...other, theme: 'dark', dryRun: true, out: 'none'});
    expect(left).toEqual(dark.map(({key}) => `${key}.mp4`).sort());
    expect(dark.every(({state}) => state === 'cached')).toBe(true);
    // A video needs its chunks no more.
    const [again] = await render(wanted);
    expect(again.reusedFrames).toBe(first.frames);
    expect((await readManifest(again.manifest)).key).toBe(
      (await readManifest(first.manifest)).key,
    );
  });
});
