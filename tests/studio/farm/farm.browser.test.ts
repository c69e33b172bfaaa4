import {spawnSync} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {startRedis} from '../../../studio/farm/local-redis.ts';
import type {LocalRedis} from '../../../studio/farm/local-redis.ts';
import {PlanBoard} from '../../../studio/farm/plan-board.ts';
import type {PostedPlan} from '../../../studio/farm/plan-board.ts';
import {connectRedis} from '../../../studio/farm/redis.ts';
import {findRedisServer} from '../../../studio/setup/parts.ts';
import {aimHere} from '../../fixtures/aim-here.ts';
import {framesIn, smallCourse, start, startAim} from '../../fixtures/farm-course.ts';
import type {Running} from '../../fixtures/farm-course.ts';
import type {Said} from '../../fixtures/hear-command.ts';
import type {ProjectCopy} from '../../fixtures/project-copy.ts';
import {startS3} from '../../fixtures/s3-server.ts';
import type {S3Server} from '../../fixtures/s3-server.ts';

const hasRedis = await findRedisServer().then(
  () => true,
  () => false,
);
if (!hasRedis && process.env.CI) throw new Error('CI is to have a redis-server');

const IN_A_NAMESPACE = ['unshare', '--user', '--map-root-user', '--mount'];
const canMount =
  spawnSync(IN_A_NAMESPACE[0], [...IN_A_NAMESPACE.slice(1), 'true']).status === 0;

/** Two chunks in each of two languages. */
const SCENE = ['01-test/short', '--size', '160x90', '--fps', '120'];
const STORE = 's3://farm/chunks';
const VIDEOS = ['en', 'ko'].map(locale => `01-test/short.${locale}`);

describe.runIf(hasRedis)('aim farm, with a Redis server', {timeout: 240_000}, () => {
  let redis: LocalRedis;
  let s3: S3Server;
  let board: PlanBoard;
  /** Each machine has a folder and a home of its own. */
  const machines: ProjectCopy[] = [];
  const running: Running[] = [];
  const env = (): NodeJS.ProcessEnv => ({...s3.env, AIM_REDIS: redis.place.url});
  const aim = (machine: number, ...args: string[]): Running => {
    const started = startAim(machines[machine], args, env());
    running.push(started);
    return started;
  };

  beforeAll(async () => {
    redis = await startRedis();
    board = new PlanBoard(await connectRedis(redis.place, 'test'));
    machines.push(await smallCourse());
    s3 = await startS3(join(machines[0].root, '.s3'), ['farm']);
    // Its bundle is built before the others are copied from it.
    const whole = ['--cache', 'whole', '--out', 'whole', '--json'];
    const {status, stderr} = await aim(0, 'render', ...SCENE, ...whole).ended;
    expect(status, stderr).toBe(0);
    machines.push(await machines[0].clone(), await machines[0].clone());
  });
  afterAll(async () => {
    for (const {kill} of running) kill('SIGKILL');
    await board.close();
    await redis.close();
    await s3.close();
    for (const machine of machines) await machine.remove();
  });

  /** Wait until something is so. */
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await sleep(10);
  };

  test('draws the bytes of one machine, whoever is killed and whatever is restarted', async () => {
    const put = await aim(0, 'farm', ...SCENE, '--store', STORE, '--json').ended;
    expect(put.status, put.stderr).toBe(0);
    const {plan, ...rest} = JSON.parse(put.stdout) as {plan: string; chunks: number};
    expect(rest).toMatchObject({chunks: 4, stored: 0, render: null});
    // The same again puts nothing twice, and joins what there is in the end.
    const waiting = aim(0, 'farm', ...SCENE, '--store', STORE, '--wait', '--json');

    const refused = await refusals(plan);
    for (const [said, words] of refused) {
      expect(said.status).toBe(1);
      for (const word of words) expect(said.stderr).toContain(word);
    }
    const untouched = {waiting: 4, active: 0, done: 0, failed: 0};
    expect(await board.counts(plan)).toEqual(untouched);

    const first = aim(1, 'farm', 'worker', '--workers', '1');
    await until(async () => (await board.counts(plan)).active === 1);
    first.kill('SIGKILL');
    await first.ended;
    const status = await aimHere('farm', 'status', '--redis', redis.place.url, '--json');
    expect(JSON.parse(status.stdout)).toMatchObject({
      plans: [
        {plan, frames: 960, atWork: [{worker: expect.stringContaining(`.${first.pid}`)}]},
      ],
    });

    const second = aim(2, 'farm', 'worker', '--workers', '2', '--until-done', '--json');
    await until(async () => (await board.counts(plan)).done > 0);
    expect((await board.counts(plan)).done).toBeLessThan(4);
    await redis.restart();
    const {status: code, stdout, stderr} = await second.ended;
    expect(code, stderr).toBe(0);
    // The one that was being drawn twice counts for whoever came to its end.
    expect((JSON.parse(stdout) as {chunks: number}).chunks).toBeGreaterThanOrEqual(4);

    const joined = await waiting.ended;
    expect(joined.status, joined.stderr).toBe(0);
    expect(JSON.parse(joined.stdout)).toMatchObject({plan, chunks: 4});
    for (const video of VIDEOS) {
      const [whole, farmed] = ['whole', 'renders'].map(out =>
        join(machines[0].root, out, video),
      );
      expect(await framesIn(`${farmed}.json`)).toBe(await framesIn(`${whole}.json`));
      expect(
        (await readFile(`${farmed}.mp4`)).equals(await readFile(`${whole}.mp4`)),
      ).toBe(true);
    }
  });

  /** A worker whose store is on a disk that has no room for a chunk. */
  async function fullStore({store}: PostedPlan): Promise<Said> {
    const line = ['farm', 'worker', '--store', '/mnt'];
    const mount = `mount -t tmpfs -o size=20k tmpfs /mnt && printf %s ${store.id} > /mnt/aim-store && exec "$@"`;
    const shell = [...IN_A_NAMESPACE, 'sh', '-c', mount, 'sh'];
    const aim = [process.execPath, 'studio/aim.mjs', ...line];
    return start(machines[2], [...shell, ...aim], env()).ended;
  }

  /** Workers that are not to draw anything, and what they have to say. */
  async function refusals(plan: string) {
    const [here] = await board.plans();
    expect(here.id).toBe(plan);
    if (here.kind !== 'chunks') throw new Error('it is no render');
    const [, other, changed] = machines;
    // What was found is remembered with its version.
    const memory = join(other.root, '.cache/setup.json');
    const found = await readFile(memory, 'utf8');
    const {version} = here.tools.browser;
    const ffmpeg = here.tools.encoder[1];
    const pretended = found
      .replaceAll(`"version": "${version}"`, '"version": "1.2.3"')
      .replaceAll(`"version": "${ffmpeg}"`, '"version": "4.5.6"');
    expect(pretended).not.toBe(found);
    await writeFile(memory, pretended);
    const tools = await aim(1, 'farm', 'worker').ended;
    await writeFile(memory, found);

    const store = aim(1, 'farm', 'worker', '--store', join(other.root, 'elsewhere'));
    const [file, script] = [
      'scenes/01-test/short.tsx',
      'scenes/01-test/short.script.ko.md',
    ];
    await changed.edit(file, "'#C81E5B'", "'#C81E5C'");
    await changed.edit(script, '여기서 끝납니다.', '끝납니다.');
    const project = await aim(2, 'farm', 'worker').ended;
    await changed.edit(file, "'#C81E5C'", "'#C81E5B'");
    await changed.edit(script, '\n끝납니다.', '\n여기서 끝납니다.');
    const full = canMount ? await fullStore(here) : null;
    return [
      ...(full === null ? [] : ([[full, ['the disk is full']]] as const)),
      [
        tools,
        [
          `Chromium is 1.2.3, in the plan ${version}`,
          `ffmpeg is 4.5.6, in the plan ${ffmpeg}`,
        ],
      ],
      [await store.ended, ['is not the one of the plan', STORE]],
      [
        project,
        [
          'the code or the captures of 01-test/short en',
          'the script or its narration of 01-test/short ko',
        ],
      ],
    ] as const;
  }

  test.each([
    ['redis://127.0.0.1:9', 'no server answers there'],
    ['redis://:wrong@', 'it takes neither this user nor this password'],
    ['redis://', 'it takes neither this user nor this password'],
  ])('names what is wrong with the server at %s', async (begin, what) => {
    const own = new URL(redis.place.url);
    const address = begin.includes(':9') ? begin : `${begin}${own.host}`;
    const {status, stdout} = await aimHere(
      'farm',
      'status',
      '--redis',
      address,
      '--json',
    );
    const {error} = JSON.parse(stdout) as {error: {code: string; message: string}};
    expect(error.code).toBe('redis');
    expect(error.message).toContain(what);
    expect(error.message).not.toContain('wrong');
    expect(status).toBe(1);
  });
});
