import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {isIn} from '../../studio/setup/status/tools.ts';
import {ROOT} from '../../foundations/root.ts';
import {containerIn, linesOf, readYaml} from './workflows.ts';
import type {Workflow} from './workflows.ts';

const WORKFLOWS = ['docs/sharding/github-actions.yml', 'docs/ci/render.yml'];

/** Whether a shell can read lines. */
const isShell = (text: string): boolean =>
  spawnSync('bash', ['-n'], {input: text}).status === 0;

describe.each(WORKFLOWS)('%s', file => {
  const {on, jobs} = readYaml<Workflow>(file);

  test('is begun by something, on a machine of a certain kind', () => {
    expect(on).toBeTruthy();
    for (const job of Object.values(jobs)) {
      expect(job['runs-on']).toMatch(/^ubuntu-\d\d\.\d\d$/);
      if (job.needs !== undefined) expect(Object.keys(jobs)).toContain(job.needs);
    }
  });

  test('has steps that are either actions of a version, or lines that a shell reads', () => {
    for (const {steps} of Object.values(jobs)) {
      for (const {uses, run} of steps) {
        expect([uses, run].filter(Boolean)).toHaveLength(1);
        if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w/-]+@v\d+$/);
        if (run !== undefined)
          expect(isShell(run.replace(/\$\{\{.*?\}\}/g, '1'))).toBe(true);
      }
    }
  });

  test('asks its matrix for what is in it', () => {
    for (const job of Object.values(jobs)) {
      const lines = linesOf(
        job,
        Object.fromEntries(
          Object.keys(job.strategy?.matrix ?? {}).map(name => [name, 1]),
        ),
      );
      expect(lines.join('\n')).not.toMatch(/undefined|\$\{\{ matrix/);
    }
  });
});

test('all parts of a matrix or of an indexed job are drawn', () => {
  const {jobs} = readYaml<Workflow>(WORKFLOWS[0]);
  const parts = jobs.shard.strategy?.matrix.part ?? [];
  expect(parts).toEqual(parts.map((_, i) => i + 1));
  expect(linesOf(jobs.shard, {part: 3}).join()).toContain(`--shard 3/${parts.length}`);
  const {spec} = readYaml<{spec: {completions: number}}>('docs/sharding/kubernetes.yaml');
  const {args} = containerIn('docs/sharding/kubernetes.yaml');
  expect(args[0]).toMatch(new RegExp(`/${spec.completions}$`));
});

describe('the Dockerfile', () => {
  /** Instructions, with lines that go on put together. */
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'));
  const of = (word: string): string[] =>
    lines
      .filter(line => line.startsWith(`${word} `))
      .map(line => line.slice(word.length + 1));
  const json = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    engines: {node: string};
    dependencies: Record<string, string>;
    optionalDependencies: Record<string, string>;
  };

  test('has instructions that there are', () => {
    const words = new Set(lines.map(line => line.split(' ')[0]));
    const known = ['FROM', 'ENV', 'WORKDIR', 'COPY', 'RUN', 'ENTRYPOINT', 'CMD'];
    expect([...words].filter(word => !known.includes(word))).toEqual([]);
    for (const word of ['ENTRYPOINT', 'CMD'])
      expect(JSON.parse(of(word)[0])).toBeInstanceOf(Array);
  });

  test('begins with one certain Node that the project takes', () => {
    const [, version = ''] =
      /^node:(\d+\.\d+\.\d+)-\w+-slim(?:@sha256:[0-9a-f]{64})?$/.exec(of('FROM')[0]) ??
      [];
    expect(isIn(version, json.engines.node)).toBe(true);
    expect(of('FROM')).toHaveLength(1);
  });

  test('copies files that are there, and installs what is pinned', () => {
    const copied = of('COPY').flatMap(line => line.split(' ').slice(0, -1));
    expect(copied.filter(file => !existsSync(join(ROOT, file)))).toEqual([]);
    expect(copied.indexOf('package-lock.json')).toBeGreaterThanOrEqual(0);
    for (const name of ['playwright-core', 'ffmpeg-static']) {
      expect({...json.dependencies, ...json.optionalDependencies}[name]).toMatch(
        /^\d+\.\d+\.\d+$/,
      );
      expect(of('RUN').join('\n')).toContain(name);
    }
    for (const line of of('RUN')) expect(isShell(line), line).toBe(true);
    expect(existsSync(join(ROOT, 'node_modules/ffmpeg-static/install.js'))).toBe(true);
  });
});
