import {mkdir, rename, writeFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';

import {UserError} from '../../data-extract/user-error.ts';
import {loadCourse} from '../load-course.ts';
import {ROOT} from '../root.ts';
import {listScenes} from '../scene-files.ts';
import {selectScenes} from '../select-scenes.ts';
import type {Opened} from '../stage/protocol.ts';
import {openUnit, sceneError} from './open-unit.ts';
import {resolveOptions} from './options.ts';
import {withStage} from './with-stage.ts';

/** Flags of `aim still` as they come from the command line. */
export interface StillFlags {
  at?: string | number;
  locale?: string;
  theme?: string;
  scale: unknown;
  out?: string;
}

/** A picture to be taken. */
export interface Moment {
  /** What its file is called after: the cue, or the time. */
  name: string;
  frame: number;
}

/**
 * Save pictures of scenes.
 *
 * @param selectors - See {@link selectScenes}.
 * @returns The files, relative to the repository.
 */
export async function saveStills(
  selectors: readonly string[],
  flags: StillFlags,
): Promise<string[]> {
  const course = await loadCourse(ROOT);
  const scenes = selectScenes(await listScenes(ROOT), selectors);
  const {locale, theme, out} = flags;
  const options = resolveOptions({locale, theme, out}, scenes, course, 1);
  const scale = Number(flags.scale);
  if (!(scale > 0 && scale <= 8)) {
    throw new UserError(
      'flag',
      `--scale ${String(flags.scale)} is not possible.`,
      'Give 0.25 to 8.',
    );
  }
  options.width = course.video.width * scale;
  const lessons = [...new Set(scenes.map(({lesson}) => lesson))];
  return withStage(ROOT, lessons, async ({openPage}) => {
    const page = await openPage();
    const files: string[] = [];
    for (const scene of scenes) {
      for (const language of options.locales) {
        const {opened} = await openUnit(page, scene, language, options, course);
        const variant = options.theme === 'dark' ? '.dark' : '';
        for (const {name, frame} of momentsOf(opened, flags.at, options.fps)) {
          const file = `${options.out}/${scene.lesson}/${scene.scene}.${language}${variant}.${name}.png`;
          const url = await page.call('still', frame).catch((error: unknown) => {
            throw sceneError(error, scene, language);
          });
          await save(
            resolve(ROOT, file),
            Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'),
          );
          files.push(file);
        }
      }
    }
    return files;
  });
}

/**
 * The frames to take. A cue's picture is the last one before the next cue begins, when
 * everything that it sets in motion has come to rest.
 *
 * @param at - A cue, a time in seconds, or nothing for all cues.
 * @throws UserError where there is no such moment.
 */
export function momentsOf(
  {cues, frames}: Pick<Opened, 'cues' | 'frames'>,
  at: string | number | undefined,
  fps: number,
): Moment[] {
  const all = cues.map(({name}, i) => {
    const next = cues[i + 1]?.seconds;
    // A cue takes effect up to one frame before its time.
    return {
      name,
      frame: next === undefined ? frames - 1 : Math.max(0, Math.ceil(next * fps) - 2),
    };
  });
  if (at === undefined) return all;
  const cue = all.find(({name}) => name === String(at));
  if (cue) return [cue];
  const frame = Math.floor(Number(at) * fps);
  if (frame >= 0 && frame < frames) return [{name: `${Number(at)}s`, frame}];
  throw new UserError(
    'flag',
    `--at ${at} is no moment of this scene, which is ${(frames / fps).toFixed(1)} s long.`,
    `Give seconds or a cue: ${all.map(({name}) => name).join(', ')}.`,
  );
}

async function save(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  await writeFile(`${path}.partial`, bytes);
  await rename(`${path}.partial`, path);
}
