import {sha256} from '../../foundations/canonical-json.ts';
import type {Course} from '../../data-extract/course/course.ts';
import type {RenderOptions} from '../render/options/options.ts';
import {findRecordings} from '../narration/read-narration.ts';
import {
  capturesOf,
  localeMissing,
  readSceneCapture,
  readSceneScript,
  sceneOf,
} from '../course/scene-files.ts';
import type {SceneName} from '../course/scene-files.ts';
import {CodeReader} from './code-inputs.ts';
import {scriptInputs, settingInputs, STALE, toolInputs} from './render-inputs.ts';
import type {RenderInputs} from './render-inputs.ts';
import {SourceCache} from './source-cache.ts';

/** Reads what videos of a course are drawn from. */
export interface InputReader {
  /**
   * Read now what {@link inputsOf} will be asked for; where imports lead, it asks again, as
   * a bundle that is built in between tells it.
   */
  prepare(scenes: readonly SceneName[], others: string | null): Promise<void>;
  /**
   * @param encoder - Identity of the encoder; its version may be empty where it is not known.
   * @param browser - Its version may be empty too.
   * @throws UserError where the script or a capture is missing or has a mistake.
   */
  inputsOf(
    scene: SceneName,
    locale: string,
    options: RenderOptions,
    encoder: readonly string[],
    browser: {version: string},
  ): Promise<RenderInputs>;
  /** Keep for the next run what was found out about source files. */
  save(): Promise<void>;
}

/**
 * Read what videos are drawn from, from files alone: neither browser nor bundle is needed.
 * Files are read once, so a reader is good for one moment.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @param stale - Ids of the captures that are drawn although they are stale.
 */
export function openInputs(
  root: string,
  course: Course,
  stale: readonly string[] = [],
): InputReader {
  const cache = SourceCache.of(root);
  const reader = new CodeReader(root, cache);
  const codeOf = (id: string) => reader.inputsOf(sceneOf(id));
  let code = memo(codeOf);
  const capture = memo(async (key: string) => {
    const [id, others] = JSON.parse(key) as [string, string | null];
    const {data} = await readSceneCapture(root, sceneOf(id), others);
    const hash = sha256(JSON.stringify(data.capture) + data.tensors);
    return stale.includes(id) ? `${STALE}${hash}` : hash;
  });
  const declared = memo(async (id: string) =>
    (await capturesOf(root, sceneOf(id))).map(name => name.id),
  );
  const script = memo(async (id: string) => ({
    ...(await readSceneScript(root, sceneOf(id))).data,
    recordings: await findRecordings(root, sceneOf(id)),
  }));
  const parts = async (id: string, others: string | null) => {
    const [made, said] = await Promise.all([code(id), script(id)]);
    const ids = [...new Set([...made.captures, ...(await declared(id))])].sort();
    const hashes = await Promise.all(
      ids.map(async one => [one, await capture(JSON.stringify([one, others]))]),
    );
    return {
      ...made,
      captures: Object.fromEntries(hashes) as Record<string, string>,
      said,
    };
  };
  return {
    async prepare(scenes, others) {
      await Promise.all(scenes.map(({id}) => parts(id, others)));
      reader.builtAgain();
      code = memo(codeOf);
    },
    async inputsOf(scene, locale, options, encoder, browser) {
      const {sources, packages, captures, said} = await parts(scene.id, options.others);
      if (!Object.hasOwn(said.locales, locale)) throw localeMissing(scene, locale);
      return {
        given: options.given,
        settings: settingInputs(options, course, encoder),
        sources,
        packages,
        captures,
        script: scriptInputs(
          said.locales[locale],
          said.lesson,
          said.recordings.get(locale)?.sha256,
        ),
        tools: toolInputs(browser.version, encoder),
      };
    },
    save: () => cache.save(),
  };
}

/** A function that does its work once for each argument. */
function memo<T>(work: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const done = new Map<string, Promise<T>>();
  return key => {
    const result = done.get(key) ?? work(key);
    done.set(key, result);
    return result;
  };
}
