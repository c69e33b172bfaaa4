import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {cp, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

import {beforeAll, describe, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import type {RenderedVideo} from '../../../studio/render/render-plan.ts';
import {ownBrowser} from '../../fixtures/own-browser.ts';
import {framesOf, renderHarness} from './harness.ts';

ownBrowser();

const {folder, options, render, plan} = renderHarness();
/** Enough frames for several chunks. */
const long = {fps: 120, width: 320, height: 180} as const;

/** Wait until a process has begun to write a chunk. */
async function untilDrawing(cache: string, pid = process.pid): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const files = await readdir(cache).catch(() => []);
    if (files.some(name => name.includes(`.${pid}.partial`))) return;
    await sleep(50);
  }
  throw new Error('nothing was drawn');
}

const partials = async (cache: string): Promise<string[]> =>
  (await readdir(cache)).filter(name => name.includes('partial'));

let whole: RenderedVideo;
beforeAll(async () => {
  [whole] = await render(options('whole', long));
});

describe('a render', {timeout: 240_000}, () => {
  test('in shards gives the frames of a render in one piece', async () => {
    const wanted = options('shards', long);
    const states = await plan({...wanted, dryRun: true});
    expect(states.length).toBeGreaterThan(1);
    expect(states.every(({state}) => state === 'missing')).toBe(true);
    await expect(render({...wanted, assemble: true})).rejects.toThrow(
      'have not been drawn: 01-test/short en 0-240',
    );
    for (const index of [2, 1]) await plan({...wanted, shard: {index, count: 2}});
    const [video] = await render({...wanted, assemble: true});
    expect(await framesOf(video)).toBe(await framesOf(whole));
    expect(video.reusedFrames).toBe(video.frames);
  });

  test('draws a damaged chunk again, and only that', async () => {
    const wanted = options('damaged', long);
    await cp(options('whole').cache, wanted.cache, {recursive: true});
    const [chunk] = (await readdir(wanted.cache)).filter(name => name.endsWith('.mp4'));
    await writeFile(join(wanted.cache, chunk), 'nothing');
    const [video] = await render(wanted);
    expect(await framesOf(video)).toBe(await framesOf(whole));
    expect(video.reusedFrames).toBeGreaterThan(0);
    expect(video.reusedFrames).toBeLessThan(video.frames);
  });

  test('goes on where it was when it is killed, and when its browser is', async () => {
    const wanted = options('broken', {...long, preset: 'final'});
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/fixtures/render-course.ts', JSON.stringify(wanted)],
      {cwd: ROOT, stdio: 'ignore'},
    );
    await untilDrawing(wanted.cache, child.pid);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await readdir(wanted.out).catch(() => [])).toEqual([]);

    const rendering = render(wanted);
    await untilDrawing(wanted.cache);
    const browsers = execFileSync('ps', ['-o', 'pid=', '--ppid', String(process.pid)], {
      encoding: 'utf8',
    });
    for (const pid of browsers.split('\n').map(Number)) {
      const name =
        pid > 0 ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : '';
      if (name.includes('--headless')) process.kill(pid, 'SIGKILL');
    }
    const [video] = await rendering;
    expect(await framesOf(video)).toBe(await framesOf(whole));
    expect(await partials(wanted.cache)).toEqual([]);
  });

  test('that is stopped leaves nothing half-written', async () => {
    const wanted = options('stopped', {...long, preset: 'final'});
    const stop = new AbortController();
    const rendering = render(wanted, stop.signal);
    rendering.catch(() => undefined);
    await untilDrawing(wanted.cache);
    stop.abort(new Error('enough'));
    await expect(rendering).rejects.toThrow('enough');
    expect(await partials(wanted.cache)).toEqual([]);
    expect(await readdir(folder())).not.toContain('stopped');
  });

  test('names the frame that hangs', async () => {
    const wanted = options('hangs', {
      scenes: [sceneOf('03-faulty/hangs')],
      frameTimeout: 5,
    });
    await expect(render(wanted)).rejects.toThrow(
      'Frame 5 of 03-faulty/hangs en did not finish in 5 s.',
    );
  });
});
