import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {inCourse, listScenes} from '../../studio/course/scene-files.ts';

const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
const scenes = (await listScenes(ROOT)).filter(inCourse);
const lessons = [...new Set(scenes.map(({lesson}) => lesson))];

test.each(lessons)('the table of the course has %s with all its scenes', lesson => {
  const row = readme.split('\n').find(line => line.includes(`](scenes/${lesson})`)) ?? '';
  const listed = [...row.matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  const own = scenes.filter(scene => scene.lesson === lesson);
  expect(listed.sort()).toEqual(own.map(({scene}) => scene).sort());
});

test.each(lessons)('the page of %s has a row for each of its scenes', async lesson => {
  const page = await readFile(join(ROOT, 'scenes', lesson, 'README.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([\w-]+)` \([A-Z]\d+\) \|/gm)];
  const own = scenes.filter(scene => scene.lesson === lesson);
  expect(rows.map(([, name]) => name).sort()).toEqual(own.map(({scene}) => scene).sort());
});

test('the table has no other lesson, and says how many there are', () => {
  const listed = [...readme.matchAll(/\]\(scenes\/(\d\d-[\w-]+)\)/g)].map(([, id]) => id);
  expect(listed).toEqual(lessons);
  expect(lessons).toHaveLength(13);
  expect(readme).toContain(`Thirteen lessons in ${scenes.length} scenes`);
});
