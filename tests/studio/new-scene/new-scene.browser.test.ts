import {spawnSync} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {format, getFileInfo, resolveConfig} from 'prettier';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {copyProject} from '../../fixtures/project-copy.ts';
import type {ProjectCopy} from '../../fixtures/project-copy.ts';
import {ROOT} from '../../../foundations/root.ts';

let project: ProjectCopy;
beforeAll(async () => {
  project = await copyProject();
});
afterAll(() => project.remove());

const files = async (folder: string): Promise<string[]> =>
  (await readdir(join(project.root, folder))).sort();

describe('aim new scene', {timeout: 240_000}, () => {
  test('makes a scene of a new lesson that renders and lints as it is', async () => {
    const made = await project.aim(
      'new',
      'scene',
      '12-kv-cache',
      'why-it-grows',
      '--json',
    );
    expect(made.status, made.stderr).toBe(0);
    expect(await files('scenes/12-kv-cache')).toEqual([
      'lesson.json',
      'project.meta',
      'project.ts',
      'why-it-grows.capture.ts',
      'why-it-grows.facts.ts',
      'why-it-grows.meta',
      'why-it-grows.script.en.md',
      'why-it-grows.script.ko.md',
      'why-it-grows.tsx',
    ]);
    const {seed} = JSON.parse(
      await readFile(join(project.root, 'scenes/12-kv-cache/why-it-grows.meta'), 'utf8'),
    ) as {seed: number};
    expect(Number.isInteger(seed)).toBe(true);

    const linted = await project.aim('lint', 'why-it-grows', '--json');
    expect(JSON.parse(linted.stdout)).toMatchObject({findings: [], stale: []});

    const args = ['--size', '640x360', '--fps', '10', '--json'];
    const rendered = await project.aim('render', 'why-it-grows', ...args);
    expect(rendered.status, rendered.stderr).toBe(0);
    const {videos} = JSON.parse(rendered.stdout) as {videos: {frames: number}[]};
    expect(videos).toHaveLength(2);
    for (const {frames} of videos) expect(frames).toBeGreaterThan(60);
  });

  test('adds a scene to a lesson that is there, beside the others', async () => {
    const made = await project.aim('new', 'scene', '12', 'second');
    expect(made.status, made.stderr).toBe(0);
    const text = await readFile(
      join(project.root, 'scenes/12-kv-cache/project.ts'),
      'utf8',
    );
    expect(text).toContain('lessonProject([whyItGrows, second])');
    const told = await project.aim('scenes', '12', '--json');
    const scenes = JSON.parse(told.stdout) as {id: string; captures: string[]}[];
    expect(scenes.map(({id}) => id)).toEqual([
      '12-kv-cache/second',
      '12-kv-cache/why-it-grows',
    ]);
    expect(scenes[0].captures).toEqual(['12-kv-cache/second']);

    const linted = await project.aim('lint', 'second', '--json');
    expect(JSON.parse(linted.stdout)).toMatchObject({findings: [], stale: []});
    const args = ['--locale', 'ko', '--size', '640x360', '--fps', '10', '--json'];
    const rendered = await project.aim('render', 'second', ...args);
    expect(rendered.status, rendered.stderr).toBe(0);
    const state = await project.aim('status', 'second', '--json');
    const {captures} = JSON.parse(state.stdout) as {captures: {state: string}[]};
    expect(captures.map(one => one.state)).toEqual(['fresh']);
  });

  test('makes files that pass the checks of types and layout', async () => {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const config = join(project.root, 'scenes/tsconfig.json');
    const types = spawnSync(process.execPath, [tsc, '-p', config], {encoding: 'utf8'});
    expect(types.stdout).toBe('');
    expect(types.status).toBe(0);
    for (const name of await files('scenes/12-kv-cache')) {
      const file = join(project.root, 'scenes/12-kv-cache', name);
      const text = await readFile(file, 'utf8');
      const {inferredParser} = await getFileInfo(file);
      if (inferredParser === null) continue;
      const options = await resolveConfig(join(ROOT, 'package.json'));
      expect(await format(text, {...options, filepath: file}), name).toBe(text);
    }
  });

  test('overwrites nothing', async () => {
    const before = await files('scenes/12-kv-cache');
    await project.edit(
      'scenes/12-kv-cache/second.script.en.md',
      'as {{count}} tokens',
      'as mine',
    );
    const again = await project.aim('new', 'scene', '12', 'second');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('scenes/12-kv-cache/second.tsx is there already');
    expect(await files('scenes/12-kv-cache')).toEqual(before);
    expect(
      await readFile(
        join(project.root, 'scenes/12-kv-cache/second.script.en.md'),
        'utf8',
      ),
    ).toContain('as mine');
  });
});
