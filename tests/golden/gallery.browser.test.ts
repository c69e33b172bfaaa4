import {existsSync} from 'node:fs';
import {readdir, readFile, rm} from 'node:fs/promises';
import {dirname} from 'node:path';

import {PNG} from 'pngjs';
import {beforeAll, describe, expect, test} from 'vitest';

import {drawGallery, galleryScenes, goldenFile, THEMES} from './draw-gallery.ts';
import type {GalleryPicture} from './draw-gallery.ts';
import {expectSame, FOUND} from './expect-same.ts';
import {GoldenVerdicts} from './golden-verdicts.ts';

const scenes = await galleryScenes();

describe('golden pictures', () => {
  const drawn = new Map<string, GalleryPicture>();
  const verdicts = new GoldenVerdicts();
  beforeAll(async () => {
    await rm(`${FOUND}/gallery`, {recursive: true, force: true});
    await drawGallery(
      scenes,
      async picture => {
        drawn.set(`${picture.component}.${picture.theme}`, picture);
      },
      ({component, theme, play, browser}) => {
        const file = goldenFile(component, theme);
        return verdicts.isKnown(`${component}.${theme}`, [file], play, browser);
      },
    );
  }, 600_000);

  test.each(scenes.flatMap(({scene}) => THEMES.map(theme => [scene, theme] as const)))(
    '%s, %s',
    async (component, theme) => {
      const again = `\`npm run golden -- ${component}\` draws it again; look at it first.`;
      const file = goldenFile(component, theme);
      if (!existsSync(file)) throw new Error(`${file} is missing. ${again}`);
      const name = `${component}.${theme}`;
      if (verdicts.same.has(name)) return;
      const picture = drawn.get(name)?.picture;
      if (!picture) throw new Error(`${component} was not drawn in the ${theme} theme.`);
      const golden = PNG.sync.read(await readFile(file));
      const what = {name: `gallery/${name}`, golden, actual: picture, again};
      if (await expectSame(what)) await verdicts.keep(name);
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
