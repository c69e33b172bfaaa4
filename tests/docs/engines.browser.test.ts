import {chmod, cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {framesIn, smallCourse, start} from '../fixtures/farm-course.ts';
import type {ProjectCopy} from '../fixtures/project-copy.ts';
import {startS3} from '../fixtures/s3-server.ts';
import {containerIn, linesOf, readYaml} from './workflows.ts';
import type {Workflow} from './workflows.ts';

/**
 * What runs the tasks of an array one after the other, and then what depends on them. It
 * stands in for Slurm, which is not there.
 */
const SBATCH = `#!/usr/bin/env bash
set -euo pipefail
for word in "$@"; do case $word in
  --array=*) IFS=- read -r first last <<< "\${word#--array=}";;
  --wrap) [ -f tasks.done ] && exec bash -c "\${!#}";;
esac; done
for i in $(seq "$first" "$last"); do SLURM_ARRAY_TASK_ID=$i bash "\${!#}" >&2; done
touch tasks.done
echo 4711
`;

/** Of the small course, one per language: more parts than that have nothing to draw. */
const CHUNKS = 2;

describe('a small course', {timeout: 240_000}, () => {
  let course: ProjectCopy;
  let whole = '';
  beforeAll(async () => {
    course = await smallCourse();
    // Eight pictures in each language.
    await course.edit('course.config.ts', 'fps: 60', 'fps: 2');
    await cp(join(ROOT, 'docs/sharding'), join(course.root, 'docs/sharding'), {
      recursive: true,
    });
    await lines([...linesOf(readYaml<Workflow>('docs/ci/render.yml').jobs.render)]);
    whole = await video();
    await clean();
  });
  afterAll(() => course.remove());

  /** Run lines as a step of a workflow does. */
  async function lines(
    all: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<void> {
    for (const line of all) {
      const {status, stderr} = await start(course, ['bash', '-e', '-c', line], env).ended;
      expect(status, `${line}\n${stderr}`).toBe(0);
    }
  }

  const video = (): Promise<string> =>
    framesIn(join(course.root, 'renders/01-test/short.ko.json'));

  /** As a machine that has drawn nothing yet. */
  async function clean(): Promise<void> {
    for (const folder of ['renders', 'chunks', 'tasks.done', '.cache/chunks'])
      await rm(join(course.root, folder), {recursive: true, force: true});
  }

  test('is rendered and listed by the workflow of a course', async () => {
    expect(whole).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is rendered by the matrix of GitHub Actions', async () => {
    const {shard, assemble} = readYaml<Workflow>('docs/sharding/github-actions.yml').jobs;
    for (const part of (shard.strategy?.matrix.part ?? []).slice(0, CHUNKS)) {
      await lines(linesOf(shard, {part}));
      // What the job uploads, and the next one has not.
      const artifact = join(course.root, 'artifacts');
      await cp(join(course.root, 'chunks'), artifact, {recursive: true});
      await rm(join(course.root, 'chunks'), {recursive: true});
    }
    await cp(join(course.root, 'artifacts'), join(course.root, 'chunks'), {
      recursive: true,
    });
    await lines(linesOf(assemble));
    expect(await video()).toBe(whole);
    await clean();
  });

  test('is rendered by the scripts of Slurm, with a stand-in for sbatch', async () => {
    const bin = join(course.root, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'sbatch'), SBATCH);
    await chmod(join(bin, 'sbatch'), 0o755);
    const env = {PATH: `${bin}:${process.env.PATH}`};
    await lines(['bash docs/sharding/slurm-submit.sh'], env);
    expect(await video()).toBe(whole);
    const plan = JSON.parse(await readFile(join(course.root, 'plan.json'), 'utf8')) as {
      chunks: {state: string; command: string}[];
    };
    expect(plan.chunks).toHaveLength(CHUNKS);
    expect(plan.chunks[0].state).toBe('missing');
    const other = plan.chunks[0].command.replace(/--chunk \w+/, '--chunk 12ab');
    const {status, stderr} = await start(course, ['bash', '-c', other]).ended;
    expect(status).toBe(1);
    expect(stderr).toContain('--chunk 12ab: no chunk of these scenes has that key here');
    await clean();
  });

  test('is rendered by the containers of Kubernetes', async () => {
    const s3 = await startS3(join(course.root, '.s3'), ['my-course']);
    try {
      const {command, args} = containerIn('docs/sharding/kubernetes.yaml');
      for (let index = 0; index < CHUNKS; index++) {
        const env = {...s3.env, JOB_COMPLETION_INDEX: String(index)};
        const {status, stderr} = await start(course, [...command, ...args], env).ended;
        expect(status, stderr).toBe(0);
        await clean();
      }
      const last = containerIn('docs/sharding/kubernetes-assemble.yaml');
      const {status, stderr} = await start(
        course,
        [...last.command, ...last.args],
        s3.env,
      ).ended;
      expect(status, stderr).toBe(0);
      expect(await video()).toBe(whole);
    } finally {
      await s3.close();
    }
  });
});
