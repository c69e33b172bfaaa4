import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {findFfmpeg} from '../../../studio/setup/parts.ts';
import {copyPlainProject} from './plain-project.ts';
import type {PlainProject} from './plain-project.ts';

let plain: PlainProject;
beforeAll(async () => {
  plain = await copyPlainProject();
});
afterAll(() => plain.remove());

interface Ended {
  code: number | null;
  /** The document on stdout. */
  json: {
    error?: {code: string; message: string; remedy: string};
    videos?: {frames: number; reusedFrames: number}[];
  };
  stderr: string;
}

const command = (...flags: string[]): string[] => [
  ...[process.execPath, `${ROOT}/studio/aim.mjs`, 'render', '--json'],
  ...['--project', 'animation/src/chance.ts', '--size', '640x360', '--workers', '1'],
  ...flags,
];

function start([program, ...args]: string[], env: NodeJS.ProcessEnv = {}) {
  const {folder: cwd} = plain;
  // Under npm, this names the folder that the user is in.
  const child = spawn(program, args, {cwd, env: {...process.env, INIT_CWD: cwd, ...env}});
  const texts = {stdout: '', stderr: ''};
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  const ended = (async (): Promise<Ended> => {
    const [code] = (await once(child, 'close')) as [number | null];
    const {stdout, stderr} = texts;
    return {code, json: JSON.parse(stdout || '{}') as Ended['json'], stderr};
  })();
  return {child, ended};
}

/** Words of a command that runs another one with a folder on a disk of its own. */
const onDisk = (folder: string, options: string, command: string[]): string[] => [
  ...['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'],
  'mount -t tmpfs -o "$1" tmpfs "$2" && folder=$2 && shift 2 && "$@"; code=$?; ' +
    'echo "left: $(ls -A "$folder")" >&2; exit $code',
  ...['sh', options, folder, ...command],
];
const [program, ...args] = onDisk('/mnt', 'size=16k', ['true']);
const canMount = spawnSync(program, args).status === 0;

describe('aim render', {timeout: 240_000}, () => {
  test.runIf(canMount).each([
    ['draft', 'mp4', 'cache'],
    ['final', 'mp4', 'cache'],
    ['draft', 'png', 'out'],
  ])('--preset %s --format %s on a full disk of --%s says so', async (...row) => {
    const [preset, format, which] = row;
    const folders = {cache: `full-${preset}-${format}`, out: `full-out-${preset}`};
    const full = join(plain.folder, folders[which as 'cache' | 'out']);
    await mkdir(full);
    const flags = ['--preset', preset, '--format', format, '--fps', '10'];
    const where = ['--cache', folders.cache, '--out', folders.out];
    const line = command(...flags, ...where);
    const {code, json, stderr} = await start(onDisk(full, 'size=24k', line)).ended;
    expect(json.error, stderr).toMatchObject({
      message: expect.stringMatching(/\/.*the disk is full/) as string,
      remedy: 'Free some space and run the command again.',
    });
    expect(code).toBe(1);
    expect(stderr).not.toContain('partial');
  });

  test.runIf(canMount)('in a folder that may not be written says so', async () => {
    const fixed = join(plain.folder, 'fixed');
    await mkdir(fixed);
    const line = command('--fps', '5', '--out', 'fixed');
    const {code, json, stderr} = await start(onDisk(fixed, 'ro', line)).ended;
    expect(json.error, stderr).toMatchObject({
      message: expect.stringContaining('read-only disk') as string,
      remedy: 'Give another folder.',
    });
    expect(code).toBe(1);
  });

  test('with a file in place of its folder says so', async () => {
    await writeFile(join(plain.folder, 'a-file'), '');
    for (const flag of ['--out', '--cache']) {
      const {code, json} = await start(command('--fps', '5', flag, 'a-file/in')).ended;
      expect(json.error?.message).toContain('a-file/in');
      expect(json.error?.message).toContain('no folder');
      expect(code).toBe(1);
    }
  });

  test('with an ffmpeg that lacks the encoder names it', async () => {
    const ffmpeg = join(plain.folder, 'ffmpeg-without-vp9');
    const {path} = await findFfmpeg();
    const script = `#!/bin/sh\ncase "$*" in *-encoders*) "${path}" "$@" | grep -v vp9;; *) exec "${path}" "$@";; esac\n`;
    await writeFile(ffmpeg, script);
    await chmod(ffmpeg, 0o755);
    const line = command('--format', 'webm', '--fps', '5');
    const {code, json} = await start(line, {FFMPEG_BIN: ffmpeg}).ended;
    expect(json.error).toMatchObject({
      code: 'encoder-missing',
      message: expect.stringContaining('libvpx-vp9, which --format webm needs') as string,
    });
    expect(code).toBe(1);
  });

  test('stops at Ctrl-C, keeps whole chunks alone, and goes on from there', async () => {
    const line = command('--fps', '60', '--cache', 'stopped', '--out', 'stopped-out');
    const {child, ended} = start(line);
    const cache = join(plain.folder, 'stopped');
    const whole = async (): Promise<string[]> =>
      (await readdir(cache).catch((): string[] => [])).filter(name =>
        /^[0-9a-f]{64}\.json$/.test(name),
      );
    while (child.exitCode === null && (await whole()).length === 0) await sleep(20);
    child.kill('SIGINT');
    const {code, json} = await ended;
    expect(json.error).toMatchObject({
      code: 'stopped',
      message: 'The render was stopped.',
      remedy: expect.stringContaining('goes on from there') as string,
    });
    expect(code).toBe(1);
    expect((await readdir(cache)).filter(name => name.includes('partial'))).toEqual([]);
    expect(await readdir(plain.folder)).not.toContain('stopped-out');

    const kept = (await whole()).length;
    const again = await start(line).ended;
    const [video] = again.json.videos ?? [];
    expect(again.code).toBe(0);
    expect(video.reusedFrames).toBe(kept * 240);
    expect(video.frames).toBeGreaterThan(2 * 240);
  });
});
