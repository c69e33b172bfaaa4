import {hashJson} from '../../../foundations/canonical-json.ts';
import type {Course} from '../../../data-extract/course/course.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {readSpokenScript} from '../../narration/read-narration.ts';
import {localeMissing} from '../../course/scene-files.ts';
import type {SceneName} from '../../course/scene-files.ts';
import {scriptInputs} from '../../freshness/render-inputs.ts';
import type {SceneHashes} from '../../vite/scene-hashes-plugin.ts';
import {sceneError} from './open-unit.ts';
import {openRequest} from '../plan/unit.ts';
import type {PlayOptions} from '../options/play-options.ts';
import type {Play} from '../plan/unit.ts';

/**
 * A scene of the course in a language, as something to be played.
 *
 * @param scriptless - Whether a scene without a script may be played.
 */
export async function coursePlay(
  root: string,
  course: Course,
  scene: SceneName,
  locale: string,
  options: Omit<PlayOptions, 'frameTimeout'>,
  hashes: SceneHashes,
  scriptless: 'allowed' | 'refused' = 'refused',
): Promise<Play> {
  return {
    name: `${scene.id} ${locale}`,
    identity: {scene: scene.id, locale},
    request: openRequest(scene, locale, options, course.video),
    inputs: {
      code: codeOf(hashes, scene),
      script: await scriptHash(root, scene, locale).catch((error: unknown) => {
        const isMissing = error instanceof UserError && error.code === 'script-missing';
        if (isMissing && scriptless === 'allowed') return '';
        throw error;
      }),
    },
    explain: error => sceneError(error, scene, locale),
  };
}

function codeOf(
  {stage, scenes, publicFiles}: SceneHashes,
  {lesson, scene}: SceneName,
): string {
  const file = `scenes/${lesson}/${scene}.tsx`;
  if (Object.hasOwn(scenes, file)) return hashJson([stage, scenes[file], publicFiles]);
  throw new UserError(
    'scene-unlisted',
    `${file} is not among the scenes of its project.`,
    `Import it in scenes/${lesson}/project.ts: import x from './${scene}?scene'.`,
  );
}

async function scriptHash(
  root: string,
  scene: SceneName,
  locale: string,
): Promise<string> {
  const {data} = await readSpokenScript(root, scene);
  if (!Object.hasOwn(data.locales, locale)) throw localeMissing(scene, locale);
  const {narration, ...script} = data.locales[locale];
  return hashJson([
    scriptInputs(script, data.lesson, narration?.sha256),
    narration?.spans ?? null,
  ]);
}
