import {readdir, rm, stat, utimes} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {copyProject} from '../../fixtures/project-copy.ts';
import type {ProjectCopy} from '../../fixtures/project-copy.ts';
import {ROOT} from '../../../foundations/root.ts';

interface Entry {
  scene: string;
  locale?: string;
  state: string;
  reason: string;
}

const LIKES = '01-first/likes';
const COUNTS = '01-first/counts';
const ALL = [`${COUNTS} en`, `${COUNTS} ko`, `${LIKES} en`, `${LIKES} ko`];

let project: ProjectCopy;

beforeAll(async () => {
  project = await copyProject(join(ROOT, 'tests/fixtures/two-roles'));
  const {captures, renders} = await status(project);
  expect([...captures, ...renders].map(({state}) => state)).toEqual(
    Array.from({length: 6}, () => 'missing'),
  );
  await redo(project);
}, 240_000);
afterAll(() => project.remove());

const run = async (from: ProjectCopy, ...args: string[]): Promise<unknown> => {
  const {status: code, stdout, stderr} = await from.aim(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};

const status = async (from: ProjectCopy) =>
  (await run(from, 'status')) as {captures: Entry[]; renders: Entry[]};

/** What is not fresh, by name, with the reason. */
const stale = (entries: readonly Entry[]): Record<string, string> =>
  Object.fromEntries(
    entries
      .filter(({state}) => state !== 'fresh')
      .map(({scene, locale, reason}) => [
        [scene, locale].filter(Boolean).join(' '),
        reason,
      ]),
  );

/** `aim extract && aim render`: what they made, by name. */
async function redo(from: ProjectCopy): Promise<{captured: string[]; drawn: string[]}> {
  const {captures} = (await run(from, 'extract')) as {
    captures: {folder: string; outcome: string}[];
  };
  const {videos} = (await run(from, 'render', '--size', '320x180')) as {
    videos: {scene: string; locale: string; frames: number; reusedFrames: number}[];
  };
  return {
    captured: captures
      .filter(({outcome}) => outcome !== 'fresh')
      .map(({folder}) => folder.replace('assets/captures/', '')),
    drawn: videos
      .filter(({frames, reusedFrames}) => reusedFrames < frames)
      .map(({scene, locale}) => `${scene} ${locale}`)
      .sort(),
  };
}

/** When every video and capture was written. */
async function written(from: ProjectCopy): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const folder of ['renders/01-first', 'assets/captures/01-first']) {
    const names = await readdir(join(from.root, folder), {recursive: true});
    for (const name of names) {
      const facts = await stat(join(from.root, folder, name));
      if (facts.isFile()) times[`${folder}/${name}`] = facts.mtimeMs;
    }
  }
  return times;
}

describe('a finished course', {timeout: 240_000}, () => {
  test('is fresh, also in a clone without caches and with other times', async () => {
    const clone = await project.clone();
    await rm(join(clone.root, '.cache'), {recursive: true});
    const names = await readdir(clone.root, {recursive: true, withFileTypes: true});
    for (const entry of names) {
      if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), 0, 0);
    }
    const {captures, renders} = await status(clone);
    await clone.remove();
    expect(captures.map(({scene, state}) => [scene, state])).toEqual([
      [COUNTS, 'fresh'],
      [LIKES, 'fresh'],
    ]);
    expect(renders.map(({state}) => state)).toEqual(ALL.map(() => 'fresh'));
  });

  test('stays fresh where comments and empty lines change, and nothing is redone', async () => {
    await project.edit(
      'scenes/components/Bead.ts',
      '/** Radius',
      '\n// New.\n/** Radius',
    );
    await project.edit('scenes/01-first/likes.script.en.md', '## end', '\n\n## end');
    const {captures, renders} = await status(project);
    expect(stale([...captures, ...renders])).toEqual({});
    const before = await written(project);
    expect(await redo(project)).toEqual({captured: [], drawn: []});
    expect(await written(project)).toEqual(before);
  });
});

interface Case {
  name: string;
  file: string;
  edit: [string, string];
  captures: Record<string, string>;
  renders: Record<string, string>;
}

const CASES: Case[] = [
  {
    name: 'a role in course.config.ts',
    file: 'course.config.ts',
    edit: ['tiny-decoder', 'tiny-moe'],
    captures: {[LIKES]: 'decoder changed: tiny-decoder -> tiny-moe'},
    renders: {
      [`${LIKES} en`]: 'decoder changed: tiny-decoder -> tiny-moe',
      [`${LIKES} ko`]: 'decoder changed: tiny-decoder -> tiny-moe',
    },
  },
  {
    name: 'a text in a capture file',
    file: 'scenes/01-first/counts.capture.ts',
    edit: ['One cat.', 'Two cats.'],
    captures: {[COUNTS]: 'the text changed'},
    renders: {
      [`${COUNTS} en`]: 'the text changed; scenes/01-first/counts.capture.ts changed',
      [`${COUNTS} ko`]: 'the text changed; scenes/01-first/counts.capture.ts changed',
    },
  },
  {
    name: 'a cue in a script',
    file: 'scenes/01-first/likes.script.ko.md',
    edit: ['이것이 전부입니다', '이제 끝입니다'],
    captures: {},
    renders: {
      [`${LIKES} ko`]: 'cue "end" changed in scenes/01-first/likes.script.ko.md',
    },
  },
  {
    name: 'a component',
    file: 'scenes/components/Bead.ts',
    edit: ['RADIUS = 60', 'RADIUS = 90'],
    captures: {},
    renders: {
      [`${LIKES} en`]: 'scenes/components/Bead.ts changed',
      [`${LIKES} ko`]: 'scenes/components/Bead.ts changed',
    },
  },
  {
    name: 'a picture that code names by its address',
    file: 'scenes/components/spot.svg',
    edit: ['#C2452D', '#2D6BC2'],
    captures: {},
    renders: {
      [`${LIKES} en`]: 'scenes/components/spot.svg changed',
      [`${LIKES} ko`]: 'scenes/components/spot.svg changed',
    },
  },
  {
    name: 'a colour',
    file: 'scenes/theme/palette.ts',
    edit: ["ink: '#1E2430'", "ink: '#101010'"],
    captures: {},
    renders: Object.fromEntries(
      ALL.map(name => [name, 'scenes/theme/palette.ts changed']),
    ),
  },
];

/** One after the other: what each makes stale, it makes fresh again. */
describe('a change of', {timeout: 240_000}, () => {
  test.each(CASES)(
    '$name makes stale what it concerns, and that is redone',
    async one => {
      const finished = await status(project);
      expect(stale([...finished.captures, ...finished.renders])).toEqual({});
      await project.edit(one.file, ...one.edit);
      const before = await written(project);

      const {captures, renders} = await status(project);
      expect(stale(captures)).toEqual(one.captures);
      expect(stale(renders)).toEqual(one.renders);

      const {captured, drawn} = await redo(project);
      expect(captured).toEqual(Object.keys(one.captures));
      expect(drawn).toEqual(Object.keys(one.renders));

      const after = await status(project);
      expect(stale([...after.captures, ...after.renders])).toEqual({});
      const times = await written(project);
      for (const [file, time] of Object.entries(before)) {
        const video = /^renders\/(.*)\.(en|ko)\.\w+$/.exec(file);
        const concerned = video
          ? Object.hasOwn(one.renders, `${video[1]} ${video[2]}`)
          : Object.keys(one.captures).some(id => file.includes(`/${id}/`));
        if (!concerned) expect(times[file], file).toBe(time);
      }
    },
  );
});
