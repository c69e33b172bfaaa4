import {resolve} from 'node:path';

import {fileName} from '../../../foundations/files/file-name.ts';
import {tryFolder} from '../../../foundations/files/make-folder.ts';
import {timed} from '../../../foundations/timed.ts';
import {loadCourse} from '../../course/load-course.ts';
import {courseRoot} from '../../../foundations/course-root.ts';
import {scenesToShow} from '../../course/other-captures.ts';
import {saveContactSheets} from './contact-sheets.ts';
import {momentsOf} from '../plan/moments.ts';
import {courseOpener} from './course-opener.ts';
import {sceneError} from '../page/open-unit.ts';
import {savePicture} from './save-picture.ts';
import {resolveStillOptions, variantOf} from '../options/still-options.ts';
import type {StillFlags} from '../options/still-options.ts';
import {pictureTaker} from './take-picture.ts';
import {scenesWith, staleCaptures, warnOfStale} from '../../freshness/stale-captures.ts';
import type {StaleCapture} from '../../freshness/stale-captures.ts';
import {withStage} from '../page/with-stage.ts';

/**
 * Save pictures of scenes: one per moment, or one contact sheet per lesson.
 *
 * @param selectors - See {@link scenesToShow}.
 * @returns The files, relative to the repository, and which captures in them are stale.
 */
export async function saveStills(
  selectors: readonly string[],
  flags: StillFlags,
): Promise<{files: string[]; stale: StaleCapture[]}> {
  const root = courseRoot();
  const course = await loadCourse(root);
  const {others} = resolveStillOptions(flags, [], course);
  const scenes = await scenesToShow(root, selectors, others);
  const resolved = resolveStillOptions(flags, scenes, course);
  await tryFolder(resolve(root, resolved.out));
  const lessons = [...new Set(scenes.map(({lesson}) => lesson))];
  const stale = await staleCaptures(root, course, scenes, others);
  warnOfStale(stale);
  const play = {...resolved.play, stale: scenesWith(stale)};
  const options = {...resolved, play};
  const files = await withStage(
    root,
    lessons,
    async stage => {
      const page = await timed('browser', () => stage.openPage());
      const {open} = courseOpener(
        stage,
        {root, course},
        {
          get: () => Promise.resolve(page),
          close: () => page.close(),
        },
      );
      if (options.contactSheet) {
        const pages = {draw: page, sheet: await stage.openPage(), open};
        return saveContactSheets(root, pages, scenes, options);
      }
      const take = await pictureTaker(stage, options, course);
      const files: string[] = [];
      for (const theme of options.themes) {
        for (const scene of scenes) {
          for (const locale of options.locales) {
            const play = {...options.play, theme};
            const opened = await open(scene, locale, play);
            for (const {name, frame} of momentsOf(opened, options.at, play.fps)) {
              const picture = await timed('draw', () =>
                take(page, frame, opened.title ?? scene.id),
              ).catch((error: unknown) => {
                throw sceneError(error, scene, locale);
              });
              const moment = fileName(name, `A cue of ${scene.id}`, 'Rename it.');
              const file = `${options.out}/${scene.id}.${locale}${variantOf(theme)}.${moment}.${options.format}`;
              await savePicture(resolve(root, file), picture);
              files.push(file);
            }
          }
        }
      }
      return files;
    },
    {captures: others, browser: 'at once', shared: true},
  );
  return {files, stale};
}
