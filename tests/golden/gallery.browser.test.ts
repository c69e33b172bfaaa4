import {existsSync} from 'node:fs';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';

import {PNG} from 'pngjs';
import {beforeAll, describe, expect, test} from 'vitest';

import {ROOT} from '../../studio/root.ts';
import {comparePictures, TOLERANCE} from './compare-pictures.ts';
import {drawGallery, galleryScenes, goldenFile, THEMES} from './draw-gallery.ts';
import type {GalleryPicture} from './draw-gallery.ts';

/** What was drawn and how it differs is left here. */
const FOUND = `${ROOT}/.cache/golden`;
const scenes = await galleryScenes();

describe('golden pictures', () => {
  const drawn = new Map<string, GalleryPicture>();
  beforeAll(async () => {
    await rm(FOUND, {recursive: true, force: true});
    await drawGallery(scenes, async picture => {
      drawn.set(`${picture.component}.${picture.theme}`, picture);
    });
  }, 600_000);

  test.each(scenes.flatMap(({scene}) => THEMES.map(theme => [scene, theme] as const)))(
    '%s, %s',
    async (component, theme) => {
      const again = `\`npm run golden -- ${component}\` draws it again; look at it first.`;
      const file = goldenFile(component, theme);
      if (!existsSync(file)) throw new Error(`${file} is missing. ${again}`);
      const picture = drawn.get(`${component}.${theme}`)?.picture;
      if (!picture) throw new Error(`${component} was not drawn in the ${theme} theme.`);
      const difference = comparePictures(PNG.sync.read(await readFile(file)), picture);
      if (difference.exact) return;
      const found = `${FOUND}/${component}.${theme}`;
      await mkdir(dirname(found), {recursive: true});
      await writeFile(`${found}.actual.png`, PNG.sync.write(picture));
      if (difference.picture) {
        await writeFile(`${found}.difference.png`, PNG.sync.write(difference.picture));
      }
      const percent = `${(difference.share * 100).toFixed(3)}%`;
      if (difference.share <= TOLERANCE) {
        console.warn(`${component} (${theme}) differs in ${percent} of the pixels.`);
        return;
      }
      throw new Error(
        `${component} (${theme}) looks different in ${percent} of the pixels; ` +
          `see ${found}.actual.png and .difference.png. ${again}`,
      );
    },
  );
});

test('there is no golden picture of a component that is gone', async () => {
  const known = scenes.flatMap(({scene}) =>
    THEMES.map(theme => goldenFile(scene, theme)),
  );
  const files = (await readdir(dirname(goldenFile('', '')))).map(
    file => `${dirname(goldenFile('', ''))}/${file}`,
  );
  expect(files.filter(file => !known.includes(file))).toEqual([]);
});
