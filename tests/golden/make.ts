/** `npm run golden [-- component or scene...]`: draw golden pictures again. */
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

import {PNG} from 'pngjs';

import {replaceFile} from '../../foundations/files/replace-file.ts';
import {UserError} from '../../foundations/user-error.ts';
import {selectScenes} from '../../studio/course/select-scenes.ts';
import type {SceneName} from '../../studio/course/scene-files.ts';
import {drawGallery, galleryScenes, goldenFile} from './draw-gallery.ts';
import {courseScenes, drawScenes, storyFile, strayStories} from './draw-scenes.ts';
import {bytesOfStory} from './story.ts';

const names = process.argv.slice(2);
const gallery = await galleryScenes();
const course = await courseScenes();
const wanted = named([...gallery, ...course]);
await drawComponents(wanted.filter(({lesson}) => lesson === 'gallery'));
await drawCourse(wanted.filter(({lesson}) => lesson !== 'gallery'));
if (names.length === 0) await removeStrays();

function named(all: readonly SceneName[]): SceneName[] {
  if (names.length === 0) return [...all];
  try {
    return selectScenes(all, names);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(`${error.message}\n${error.remedy}`);
    process.exit(1);
  }
}

async function drawComponents(scenes: readonly SceneName[]): Promise<void> {
  if (scenes.length === 0) return;
  await drawGallery(scenes, async ({component, theme, picture}) => {
    // Opaque, and packed as tightly as the format allows: the files are kept in git.
    const bytes = PNG.sync.write(picture, {colorType: 2, deflateLevel: 9});
    await save(goldenFile(component, theme), bytes);
  });
}

async function drawCourse(scenes: readonly SceneName[]): Promise<void> {
  if (scenes.length === 0) return;
  const out = await mkdtemp(join(tmpdir(), 'aim-golden-'));
  try {
    const flags = {locale: 'en', theme: 'light', out, force: true};
    const {drawn} = await drawScenes(scenes, flags, async () => true);
    for (const [id, {story}] of drawn) await save(storyFile({id}), bytesOfStory(story));
  } finally {
    await rm(out, {recursive: true, force: true});
  }
}

async function save(file: string, bytes: Buffer): Promise<void> {
  await replaceFile(file, bytes);
  console.log(file);
}

/** Golden pictures of what is gone. */
async function removeStrays(): Promise<void> {
  const folder = dirname(goldenFile('', ''));
  for (const file of await readdir(folder)) {
    const component = /^([a-z0-9-]+)\.(?:light|dark)\.png$/.exec(file)?.[1];
    if (component !== undefined && !gallery.some(({scene}) => scene === component))
      await rm(`${folder}/${file}`);
  }
  for (const file of await strayStories(course)) await rm(file);
}
