import {readdir} from 'node:fs/promises';
import {availableParallelism} from 'node:os';

import {PNG} from 'pngjs';

import {ROOT} from '../../foundations/root.ts';
import {lintScenes} from '../../studio/lint/lint-scenes.ts';
import type {Finding} from '../../studio/lint/lint-scenes.ts';
import {resolveLintOptions} from '../../studio/lint/options.ts';
import type {LintFlags} from '../../studio/lint/options.ts';
import {loadCourse} from '../../studio/course/load-course.ts';
import {CARD_SCENE} from '../../studio/render/plan/title-cards.ts';
import type {Play} from '../../studio/render/plan/unit.ts';
import type {ReadyStage} from '../../studio/render/page/with-stage.ts';
import {inCourse, listScenes} from '../../studio/course/scene-files.ts';
import type {SceneName} from '../../studio/course/scene-files.ts';
import {toStory} from './story.ts';

/** In which language and theme scenes have golden pictures. */
const GOLDEN = {locale: 'en', theme: 'light'};
/** Wide enough to read the captions. */
const WIDTH = 360;
const FOLDER = `${ROOT}/tests/golden/scenes`;

type Browser = ReadyStage['browser'];

/** A scene's cues, as they have been drawn. */
export interface DrawnScene {
  /** Names of the cues, in order. */
  cues: string[];
  /** Their pictures, see {@link toStory}. */
  story: PNG;
}

/** The scenes of the course, and the one that draws its title cards. */
export async function courseScenes(): Promise<SceneName[]> {
  return (await listScenes(ROOT)).filter(
    scene => inCourse(scene) || scene.id === CARD_SCENE.id,
  );
}

/** File of a scene's golden pictures. */
export const storyFile = ({id}: Pick<SceneName, 'id'>): string => `${FOLDER}/${id}.png`;

/** Golden pictures of scenes that are gone. */
export async function strayStories(scenes: readonly SceneName[]): Promise<string[]> {
  const known = new Set(scenes.map(storyFile));
  const entries = await readdir(FOLDER, {recursive: true, withFileTypes: true}).catch(
    () => [],
  );
  return entries
    .filter(entry => entry.isFile())
    .map(entry => `${entry.parentPath}/${entry.name}`)
    .filter(file => !known.has(file));
}

/**
 * Look at scenes for mistakes of layout and draw their cues, in one play.
 *
 * @param flags - Which languages and themes are looked at; golden pictures are of one.
 * @param want - Says whether a scene must be drawn.
 */
export async function drawScenes(
  scenes: readonly SceneName[],
  flags: LintFlags,
  want: (scene: SceneName, play: Play, browser: Browser) => Promise<boolean>,
): Promise<{findings: Finding[]; drawn: Map<string, DrawnScene>}> {
  const course = await loadCourse(ROOT);
  const options = resolveLintOptions(flags, scenes, course, availableParallelism());
  const taken = new Map<string, {cue: string; picture: PNG}[]>();
  const findings = await lintScenes(ROOT, course, options, () => undefined, {
    width: WIDTH,
    want: async ({scene, locale, theme}, ...play) =>
      locale === GOLDEN.locale && theme === GOLDEN.theme && want(scene, ...play),
    take({scene}, cue, png) {
      const cues = taken.get(scene.id) ?? [];
      taken.set(scene.id, [...cues, {cue, picture: PNG.sync.read(png)}]);
    },
  });
  const drawn = [...taken].map(([id, cues]): [string, DrawnScene] => [
    id,
    {
      cues: cues.map(({cue}) => cue),
      story: toStory(cues.map(({picture}) => picture)),
    },
  ]);
  return {findings, drawn: new Map(drawn)};
}
