import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {loadCourse} from '../../../studio/course/load-course.ts';
import {probeArgs} from '../../../studio/render/encode/join-args.ts';
import {resolveOptions} from '../../../studio/render/options/options.ts';
import {renderScenes} from '../../../studio/render/render-scenes.ts';
import {runFfmpeg} from '../../../studio/render/encode/run-ffmpeg.ts';
import {ROOT} from '../../../foundations/root.ts';
import {listScenes} from '../../../studio/course/scene-files.ts';
import {findFfprobe} from '../../../studio/setup/parts.ts';
import {readManifest} from './harness.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-metadata-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

interface Probe {
  streams: {codec_type: string; tags: Record<string, string>}[];
  chapters: {start_time: string; end_time: string; tags: {title: string}}[];
  format: {tags: Record<string, string>};
}

test('a lesson has a title card, a chapter per scene, captions, and says where its values are from', async () => {
  const course = await loadCourse(ROOT);
  const scenes = (await listScenes(ROOT)).filter(({lesson}) => lesson.startsWith('03-'));
  expect(scenes.length).toBeGreaterThan(1);
  const flags = {size: '320x180', fps: 1, workers: 2, locale: 'ko'};
  const options = resolveOptions({...flags, out: folder}, scenes, course, 2);
  const cache = join(folder, 'chunks');
  const outcome = await renderScenes(ROOT, course, {...options, cache});
  if (!('lessons' in outcome)) throw new Error('no videos were made');
  const [lesson] = outcome.lessons;

  const args = probeArgs(lesson.file);
  const {path} = await findFfprobe();
  const {streams, chapters, format} = JSON.parse(await runFfmpeg(path, args)) as Probe;
  expect(streams.map(({codec_type}) => codec_type)).toContain('subtitle');
  for (const {tags} of streams.slice(0, 2)) expect(tags.language).toBe('kor');
  const {parts, captures, cues} = await readManifest(lesson.manifest);
  expect(cues[0].name).toBe('title-card/lesson');
  const captions = await readFile(lesson.captions ?? '', 'utf8');
  expect(captions).toMatch(/^WEBVTT\n\ntitle-card\/lesson\n.*\n3강\. 단어 임베딩\n/);
  expect(chapters.length).toBe(scenes.length);
  expect(chapters.map(({tags}) => tags.title)).toEqual(parts.map(({name}) => name));
  expect(Number(chapters[0].start_time)).toBe(0);
  for (const [i, {end_time}] of chapters.entries())
    expect(Number(end_time)).toBe(Number(chapters[i + 1]?.start_time ?? lesson.seconds));
  expect(captures.length).toBeGreaterThan(0);
  for (const {model} of captures)
    expect(format.tags.comment).toContain(`values captured from ${model}@`);
}, 240_000);
