import {existsSync} from 'node:fs';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';

import {PNG} from 'pngjs';
import {beforeAll, describe, expect, test} from 'vitest';

import {sha256} from '../../foundations/canonical-json.ts';
import {Verdicts} from '../../studio/lint/verdicts.ts';
import {ROOT} from '../../foundations/root.ts';
import {comparePictures, TOLERANCE} from './compare-pictures.ts';
import {drawGallery, galleryScenes, goldenFile, THEMES} from './draw-gallery.ts';
import type {GalleryPicture} from './draw-gallery.ts';

/** What was drawn and how it differs is left here. */
const FOUND = `${ROOT}/.cache/golden`;
/** What was found to be the same is remembered here, as long as nothing changes. */
const KEPT = `${ROOT}/.cache/golden-verdicts`;
const COMPARING = `${ROOT}/tests/golden/compare-pictures.ts`;
const scenes = await galleryScenes();

const hashOf = async (files: readonly string[]): Promise<string> =>
  sha256(
    (await Promise.all(files.map(file => readFile(file).catch(() => ''))))
      .map(bytes => sha256(bytes))
      .join(' '),
  );

describe('golden pictures', () => {
  const drawn = new Map<string, GalleryPicture>();
  /** By component and theme: keeps that a picture is the golden one to the last byte. */
  const keep = new Map<string, () => Promise<void>>();
  const same = new Set<string>();
  beforeAll(async () => {
    await rm(FOUND, {recursive: true, force: true});
    await drawGallery(
      scenes,
      async picture => {
        drawn.set(`${picture.component}.${picture.theme}`, picture);
      },
      async ({component, theme, play, browser}) => {
        const name = `${component}.${theme}`;
        const looking = await hashOf([goldenFile(component, theme), COMPARING]);
        const verdicts = await Verdicts.open(KEPT, {looking, browser});
        keep.set(name, () => verdicts.keepClean(play));
        // Where it counts, what was the same before is drawn again.
        const known = !process.env.CI && (await verdicts.isClean(play));
        if (known) same.add(name);
        return known;
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
      if (same.has(name)) return;
      const picture = drawn.get(name)?.picture;
      if (!picture) throw new Error(`${component} was not drawn in the ${theme} theme.`);
      const difference = comparePictures(PNG.sync.read(await readFile(file)), picture);
      if (difference.exact) return keep.get(name)?.();
      const found = `${FOUND}/${name}`;
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
