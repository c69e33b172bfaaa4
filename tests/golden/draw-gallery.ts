import {PNG} from 'pngjs';

import {loadCourse} from '../../studio/load-course.ts';
import {momentsOf} from '../../studio/render/moments.ts';
import {openUnit} from '../../studio/render/open-unit.ts';
import {resolveStillOptions} from '../../studio/render/still-options.ts';
import {withStage} from '../../studio/render/with-stage.ts';
import {ROOT} from '../../studio/root.ts';
import {listScenes} from '../../studio/scene-files.ts';
import type {SceneName} from '../../studio/scene-files.ts';

export const THEMES = ['light', 'dark'] as const;

/** A component as the gallery shows it. */
export interface GalleryPicture {
  /** Name of its scene, e.g. `kv-shelf`. */
  component: string;
  theme: (typeof THEMES)[number];
  picture: PNG;
}

/** The cue of every scene of the gallery that shows all that its component has. */
const CUE = 'whole';
/** Without captions, and small: what is compared is the component. */
const FLAGS = {locale: 'en', captions: 'track', scale: 1 / 3};
/** At rest a picture is the same at any rate; the fewer frames, the sooner it is there. */
const FPS = 12;

/** The scenes of the gallery. */
export async function galleryScenes(): Promise<SceneName[]> {
  return (await listScenes(ROOT)).filter(({lesson}) => lesson === 'gallery');
}

/** File of a golden picture. */
export const goldenFile = (component: string, theme: string): string =>
  `${ROOT}/tests/golden/gallery/${component}.${theme}.png`;

/**
 * Draw components of the gallery in both themes, in a real browser.
 *
 * @param scenes - Which ones.
 * @param use - Called with each picture as soon as it is there.
 */
export async function drawGallery(
  scenes: readonly SceneName[],
  use: (picture: GalleryPicture) => Promise<void>,
): Promise<void> {
  const course = await loadCourse(ROOT);
  const {play} = resolveStillOptions(FLAGS, scenes, course);
  await withStage(ROOT, ['gallery'], async ({openPage}) => {
    const page = await openPage();
    for (const scene of scenes) {
      for (const theme of THEMES) {
        const options = {...play, theme, fps: FPS};
        const {opened} = await openUnit(page, scene, FLAGS.locale, options, course);
        const [{frame}] = momentsOf(opened, CUE, FPS);
        const url = await page.call('still', frame);
        const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
        await use({component: scene.scene, theme, picture: PNG.sync.read(bytes)});
      }
    }
  });
}
