import {resolve} from 'node:path';

import {showsOf} from '../../../scenes/script/shows.ts';
import {readSceneScript} from '../../course/scene-files.ts';
import type {SceneName} from '../../course/scene-files.ts';
import type {Drawn, Opened} from '../../stage/protocol.ts';
import type {CourseOpener} from './course-opener.ts';
import {momentsOf} from '../plan/moments.ts';
import {sceneError} from '../page/open-unit.ts';
import {bytesOf, savePicture} from './save-picture.ts';
import type {StagePage} from '../page/stage-page.ts';
import {variantOf} from '../options/still-options.ts';
import type {StillOptions} from '../options/still-options.ts';

/** A page that draws scenes, and one that keeps the sheet while the other begins anew. */
export interface SheetPages {
  draw: StagePage;
  sheet: StagePage;
  /** Opens a scene on the page that draws. */
  open: CourseOpener['open'];
}

/**
 * Save one picture per lesson, language and theme that shows every cue of every scene,
 * in the order of the storyboard.
 *
 * @returns The files, relative to the course.
 */
export async function saveContactSheets(
  root: string,
  {draw, sheet, open}: SheetPages,
  scenes: readonly SceneName[],
  {locales, themes, out, play}: StillOptions,
): Promise<string[]> {
  const files: string[] = [];
  for (const lesson of new Set(scenes.map(scene => scene.lesson))) {
    const ordered = await inStoryboardOrder(
      root,
      scenes.filter(s => s.lesson === lesson),
    );
    for (const locale of locales) {
      for (const theme of themes) {
        for (const {scene, storyboard, shows} of ordered) {
          const how = {...play, theme};
          const opened = await open(scene, locale, how);
          const {heading, pictures} = await drawScene(draw, scene, {
            storyboard,
            shows: shows[locale],
            locale,
            fps: play.fps,
            opened,
          });
          await sheet.call('addToSheet', heading, pictures);
        }
        const file = `${out}/${lesson}/contact-sheet.${locale}${variantOf(theme)}.png`;
        await savePicture(
          resolve(root, file),
          bytesOf(await sheet.call('finishSheet', theme)),
        );
        files.push(file);
      }
    }
  }
  return files;
}

/** A scene that the page has open. */
interface DrawnScene {
  storyboard: string;
  shows: string | undefined;
  locale: string;
  fps: number;
  opened: Opened;
}

async function drawScene(
  page: StagePage,
  scene: SceneName,
  {storyboard, shows, locale, fps, opened}: DrawnScene,
): Promise<{heading: string; pictures: Drawn[]}> {
  const pictures: Drawn[] = [];
  for (const {name, frame, seconds} of momentsOf(opened, undefined, fps)) {
    const url = await page.call('still', frame).catch((error: unknown) => {
      throw sceneError(error, scene, locale);
    });
    pictures.push({label: `${name} · ${seconds.toFixed(1)} s`, url});
  }
  const length = (opened.frames / fps).toFixed(1);
  const said = shows === undefined ? '' : ` · ${shows}`;
  return {heading: `${storyboard} · ${scene.scene} · ${length} s${said}`, pictures};
}

interface NumberedScene {
  scene: SceneName;
  storyboard: string;
  /** By locale: what moves and why, where the script says it. */
  shows: Record<string, string>;
}

async function inStoryboardOrder(
  root: string,
  scenes: readonly SceneName[],
): Promise<NumberedScene[]> {
  const numbered = await Promise.all(
    scenes.map(async scene => {
      const {data} = await readSceneScript(root, scene);
      const {storyboard} = Object.values(data.locales)[0];
      return {scene, storyboard, shows: showsOf(data)};
    }),
  );
  const order = new Intl.Collator('en', {numeric: true});
  return numbered.sort((a, b) => order.compare(a.storyboard, b.storyboard));
}
