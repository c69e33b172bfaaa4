import {cp, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {startRedis} from '../../../studio/farm/local-redis.ts';
import type {LocalRedis} from '../../../studio/farm/local-redis.ts';
import {findRedisServer} from '../../../studio/setup/parts.ts';
import {startAim} from '../../fixtures/farm-course.ts';
import type {Running} from '../../fixtures/farm-course.ts';
import {copyProject} from '../../fixtures/project-copy.ts';
import type {ProjectCopy} from '../../fixtures/project-copy.ts';
import {startS3} from '../../fixtures/s3-server.ts';
import type {S3Server} from '../../fixtures/s3-server.ts';

const hasRedis = await findRedisServer().then(
  () => true,
  () => false,
);
if (!hasRedis && process.env.CI) throw new Error('CI is to have a redis-server');

const OTHER = 'assets/other';
const BUCKET = 's3://captures/of/the/course';
/** The decoder of the course, by another name. */
const MODEL = ['--model', `decoder=${OTHER}`];

describe.runIf(hasRedis)('aim farm extract', {timeout: 240_000}, () => {
  let redis: LocalRedis;
  let s3: S3Server;
  let folder: string;
  /** Each has a folder and a home of its own. */
  const machines: ProjectCopy[] = [];
  const running: Running[] = [];
  const aim = (machine: number, ...args: string[]): Running => {
    const started = startAim(machines[machine], args, {
      ...{...s3.env, AIM_REDIS: redis.place.url},
      // Captures need nothing that draws.
      ...{AIM_CHROMIUM: '/no/chromium', FFMPEG_BIN: '/no/ffmpeg'},
    });
    running.push(started);
    return started;
  };
  /** What a command answers that has to succeed. */
  async function answer<T>(machine: number, ...args: string[]): Promise<T> {
    const {status, stdout, stderr} = await aim(machine, ...args, '--json').ended;
    expect(status, `${args.join(' ')}: ${stdout}${stderr}`).toBe(0);
    return JSON.parse(stdout) as T;
  }
  const filesOf = async (machine: number, folder: string): Promise<string> => {
    const place = join(machines[machine].root, folder);
    const record = await readFile(join(place, 'capture.json'), 'utf8');
    const tensors = await readFile(join(place, 'tensors.safetensors'), 'base64');
    return `${record} ${tensors}`;
  };

  beforeAll(async () => {
    redis = await startRedis();
    const course = join(ROOT, 'tests/fixtures/two-roles');
    machines.push(await copyProject(course));
    await cp(join(ROOT, 'assets/models/tiny-decoder'), join(machines[0].root, OTHER), {
      recursive: true,
    });
    machines.push(await machines[0].clone(), await machines[0].clone());
    folder = join(machines[0].root, 'store');
    s3 = await startS3(join(machines[0].root, '.s3'), ['captures']);
  });
  afterAll(async () => {
    for (const {kill} of running) kill('SIGKILL');
    await redis.close();
    await s3.close();
    for (const machine of machines) await machine.remove();
  });

  test('gives the captures of one machine by way of a bucket, though a worker is killed', async () => {
    const put = ['farm', 'extract', ...MODEL, '--store', BUCKET];
    const posted = await answer<{plan: string; captures: number; stored: number}>(
      0,
      ...put,
    );
    expect(posted).toMatchObject({captures: 1, stored: 0, collected: null, texts: []});
    const killed = aim(1, 'farm', 'worker');
    const busy = async (): Promise<boolean> => {
      const {plans} = await answer<{plans: {counts: {active: number; done: number}}[]}>(
        0,
        ...['farm', 'status'],
      );
      return plans[0].counts.active + plans[0].counts.done > 0;
    };
    while (!(await busy())) await sleep(10);
    killed.kill('SIGKILL');
    await killed.ended;
    const [{captures}, {collected}] = await Promise.all([
      answer<{captures: number}>(2, 'farm', 'worker', '--until-done'),
      answer<{collected: {folder: string; outcome: string}[]}>(0, ...put, '--wait'),
    ]);
    expect(captures).toBeLessThanOrEqual(1);
    const [{folder: at, outcome}] = collected;
    expect(outcome).toBe('written');
    // One machine writes the same, byte for byte, at the same place.
    const [own] = (await answer<{captures: {folder: string}[]}>(1, 'extract', ...MODEL))
      .captures;
    expect(own.folder).toBe(at);
    expect(await filesOf(1, at)).toBe(await filesOf(0, at));
    const again = await answer<{captures: number; collected: object[]}>(
      0,
      ...[...put, '--wait'],
    );
    expect(again).toMatchObject({captures: 0, collected: []});
  });

  test('what is in the bucket is not made again', async () => {
    const put = ['farm', 'extract', ...MODEL, '--store', BUCKET];
    const {collected, ...counted} = await answer<{collected: {folder: string}[]}>(
      2,
      ...[...put, '--wait'],
    );
    expect(counted).toMatchObject({captures: 1, stored: 1});
    const [{folder: at}] = collected;
    expect(await filesOf(2, at)).toBe(await filesOf(0, at));
  });

  test('what differs is refused by name; others make it, in a folder that all share', async () => {
    const [all, declaration] = [
      ['farm', 'extract', 'likes', '--store', folder],
      'scenes/01-first/likes.capture.ts',
    ];
    const posted = await answer<{captures: number}>(0, ...all);
    expect(posted.captures).toBe(1);
    const text = await readFile(join(machines[1].root, declaration), 'utf8');
    const [word] = /(?<=text: ')[^ ']+/.exec(text) ?? [''];
    await machines[1].edit(declaration, `text: '${word}`, `text: 'Another ${word}`);
    const refused = await aim(1, 'farm', 'worker', '--until-done').ended;
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('would make other captures than the plan says');
    expect(refused.stderr).toContain('01-first/likes');
    const made = await answer<{captures: number}>(2, 'farm', 'worker', '--until-done');
    expect(made.captures).toBe(1);
    const [{outcome}] = (
      await answer<{collected: {outcome: string}[]}>(0, ...all, '--wait')
    ).collected;
    expect(outcome).toBe('written');
  });

  test('a model that is not the same for every machine is refused', async () => {
    const outside = join(machines[1].root, OTHER);
    const cases: [string, string][] = [
      [`decoder=${outside}`, 'lies outside of the course'],
      ['decoder=org/name', 'may be another one tomorrow'],
    ];
    for (const [model, said] of cases) {
      const args = ['farm', 'extract', '--model', model, '--store', folder];
      const {status, stderr} = await aim(0, ...args).ended;
      expect(status).toBe(1);
      expect(stderr).toContain(said);
    }
  });
});
