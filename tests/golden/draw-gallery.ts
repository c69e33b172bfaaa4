import {PNG} from 'pngjs';

import {loadCourse} from '../../studio/course/load-course.ts';
import {momentsOf} from '../../studio/render/plan/moments.ts';
import {coursePlay} from '../../studio/render/page/course-plays.ts';
import {lazyPage} from '../../studio/render/page/lazy-page.ts';
import {openPlay} from '../../studio/render/page/open-unit.ts';
import {resolveStillOptions} from '../../studio/render/options/still-options.ts';
import type {Play} from '../../studio/render/plan/unit.ts';
import {withStage} from '../../studio/render/page/with-stage.ts';
import type {ReadyStage} from '../../studio/render/page/with-stage.ts';
import {ROOT} from '../../foundations/root.ts';
import {listScenes} from '../../studio/course/scene-files.ts';
import type {SceneName} from '../../studio/course/scene-files.ts';

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

/** A picture that is to be drawn. */
export interface GalleryPlay {
  component: string;
  theme: (typeof THEMES)[number];
  /** What is played for it. */
  play: Play;
  browser: ReadyStage['browser'];
}

/**
 * Draw components of the gallery in both themes, in a real browser.
 *
 * @param scenes - Which ones.
 * @param use - Called with each picture as soon as it is there.
 * @param isKnown - Says which need not be drawn.
 */
export async function drawGallery(
  scenes: readonly SceneName[],
  use: (picture: GalleryPicture) => Promise<void>,
  isKnown: (picture: GalleryPlay) => Promise<boolean> = async () => false,
): Promise<void> {
  const course = await loadCourse(ROOT);
  const how = resolveStillOptions(FLAGS, scenes, course).play;
  await withStage(ROOT, ['gallery'], async ({openPage, bundle, browser}) => {
    const page = lazyPage(openPage);
    for (const scene of scenes) {
      let whole: number | null = null;
      for (const theme of THEMES) {
        const {locale} = FLAGS;
        const options = {...how, theme, fps: FPS};
        const play = await coursePlay(
          ROOT,
          course,
          scene,
          locale,
          options,
          bundle.hashes,
        );
        if (await isKnown({component: scene.scene, theme, play, browser})) continue;
        const stage = await page.get();
        // What is played in one theme can be drawn in the other.
        let url = whole === null ? null : await stage.call('stillIn', whole, theme);
        if (url === null) {
          const opened = await openPlay(stage, play, options.frameTimeout);
          [{frame: whole}] = momentsOf(opened, CUE, FPS);
          url = await stage.call('still', whole);
        }
        const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
        await use({component: scene.scene, theme, picture: PNG.sync.read(bytes)});
      }
    }
  });
}
