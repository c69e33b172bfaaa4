import {existsSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';

import {wholeCapture} from '../../data-extract/capture/capture-folder.ts';
import {CAPTURE_FORMAT} from '../../data-extract/capture/format.ts';
import type {CaptureFile} from '../../data-extract/capture/format.ts';
import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';
import {checkLocales} from '../../scenes/script/check-locales.ts';
import {parseScript} from '../../scenes/script/parse-script.ts';
import type {LessonInfo, SceneScript} from '../../scenes/script/script.ts';
import {PALETTES} from '../../scenes/theme/palette.ts';

/** Folder of the course's captures, relative to the repository. */
export const CAPTURES = 'assets/captures';

/** A scene by its place: lesson folder and file name without ending. */
export interface SceneName {
  /** `<lesson>/<scene>`. */
  id: string;
  lesson: string;
  scene: string;
}

/** Data of a module together with the files it was made of, relative to the root. */
export interface FileData<T> {
  data: T;
  files: string[];
}

const FOLDER = /^[a-z0-9-]+$/;
const CAPTURE_FILE = /^([a-z0-9-]+(?:\.[a-z0-9-]+)?)\.capture\.ts$/;
const SCRIPT_FILE = /^([a-z0-9-]+)\.script\.([a-z]{2})\.md$/;

/** Split `scenes/<lesson>/<scene>` or `<lesson>/<scene>`. */
export function sceneOf(path: string): SceneName {
  const [scene, lesson] = path.split('/').reverse();
  return {id: `${lesson}/${scene}`, lesson, scene};
}

/**
 * Whether a scene belongs to the course: its folder is numbered. Other folders, such as
 * the gallery, are drawn only where they are named.
 */
export const inCourse = ({lesson}: SceneName): boolean => /^\d{2}-/.test(lesson);

/** All scenes: every `scenes/<folder>/<scene>.tsx` that has a script. */
export function listScenes(root: string): Promise<SceneName[]> {
  return listNames(root, files =>
    files
      .map(file => SCRIPT_FILE.exec(file)?.[1])
      .filter(name => files.includes(`${name}.tsx`)),
  );
}

/** Everything that declares captures, also where its scene is not drawn yet. */
export function listCaptured(root: string): Promise<SceneName[]> {
  return listNames(root, files =>
    files.map(file => CAPTURE_FILE.exec(file)?.[1].split('.')[0]),
  );
}

async function listNames(
  root: string,
  namesIn: (files: string[]) => (string | undefined)[],
): Promise<SceneName[]> {
  const lessons = (await readdir(join(root, 'scenes')))
    .filter(name => FOLDER.test(name))
    .sort();
  const scenes = await Promise.all(
    lessons.map(async lesson => {
      const names = namesIn(await readdir(join(root, 'scenes', lesson)));
      const given = new Set(names.filter(name => name !== undefined));
      return [...given].sort().map(name => sceneOf(`${lesson}/${name}`));
    }),
  );
  return scenes.flat();
}

/**
 * A scene's script in every locale, parsed and checked.
 *
 * @throws UserError with file and line where a script has a mistake or is missing.
 */
export async function readSceneScript(
  root: string,
  {id, lesson, scene}: SceneName,
): Promise<FileData<SceneScript>> {
  const folder = `scenes/${lesson}`;
  const names = (await readdir(join(root, folder)))
    .map(file => ({file: `${folder}/${file}`, match: SCRIPT_FILE.exec(file)}))
    .filter(({match}) => match?.[1] === scene)
    .sort((a, b) => a.file.localeCompare(b.file, 'en'));
  if (names.length === 0) {
    throw new UserError(
      'script-missing',
      `Scene ${id} has no script.`,
      `Write ${folder}/${scene}.script.en.md, and one for each other locale.`,
    );
  }
  try {
    const scripts = await Promise.all(
      names.map(async ({file, match}) =>
        parseScript(await readFile(join(root, file), 'utf8'), file, match?.[2] ?? ''),
      ),
    );
    checkLocales(scripts);
    const {data: info, files} = await readLesson(root, lesson);
    for (const {locale} of scripts) {
      if (Object.hasOwn(info.title, locale)) continue;
      throw new UserError(
        'lesson',
        `${files[0]}: title.${locale} is missing, and there are scripts in that language.`,
        'Add it.',
      );
    }
    return {
      data: {
        id,
        lesson: info,
        locales: Object.fromEntries(scripts.map(s => [s.locale, s])),
      },
      files: [...names.map(({file}) => file), ...files],
    };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      'script',
      (error as Error).message,
      'Correct the script at that line.',
    );
  }
}

/** That a scene does not speak a language of the course. */
export const localeMissing = ({id}: SceneName, locale: string): UserError =>
  new UserError(
    'locale-missing',
    `scenes/${id}.script.${locale}.md is missing.`,
    'Write it, or choose another --locale.',
  );

/** A capture by its place; most scenes have one, of the same name. */
export type CaptureName = SceneName;

/**
 * The captures that a scene declares: `<scene>.capture.ts` first, then by name each
 * `<scene>.<part>.capture.ts` of a scene that shows more than one model or text.
 */
export async function capturesOf(
  root: string,
  {lesson, scene}: SceneName,
): Promise<CaptureName[]> {
  return (await readdir(join(root, 'scenes', lesson)))
    .map(file => CAPTURE_FILE.exec(file)?.[1])
    .filter(name => name === scene || name?.startsWith(`${scene}.`))
    .sort((a, b) => (`${a}` < `${b}` ? -1 : 1))
    .map(name => sceneOf(`${lesson}/${name}`));
}

/** Number and name of a lesson from its `lesson.json`; only lessons of the course have a number. */
export async function readLesson(
  root: string,
  lesson: string,
): Promise<FileData<LessonInfo>> {
  const file = `scenes/${lesson}/lesson.json`;
  const value = await readJson(
    root,
    file,
    'Write it: {"number": 9, "title": {"en": "..."}}.',
  );
  const {number = null, title, role} = value as Partial<LessonInfo>;
  const numbered = /^\d/.test(lesson);
  if (
    numbered !== (typeof number === 'number') ||
    typeof title !== 'object' ||
    title === null
  ) {
    throw new UserError(
      'lesson',
      `${file} needs ${numbered ? '"number" and "title" by locale' : '"title" by locale and no "number"'}.`,
      'Correct it.',
    );
  }
  if (role !== undefined && !Object.hasOwn(PALETTES.light.roles, role)) {
    const known = Object.keys(PALETTES.light.roles);
    throw new UserError(
      'lesson',
      `${file}: "role" is ${JSON.stringify(role)}, which is no colour of the palette.${didYouMean(String(role), known)}`,
      `Write one of ${known.join(', ')}, or leave it out.`,
    );
  }
  return {data: {number, title, ...(role && {role})}, files: [file]};
}

/**
 * Where a capture lies, relative to the root.
 *
 * @param other - Folder of captures that come before the course's own; `null` for none.
 */
export function captureFolder(
  root: string,
  {id}: CaptureName,
  other: string | null,
): string {
  const own = `${CAPTURES}/${id}`;
  if (other === null) return own;
  const folder = `${other}/${id}`;
  return existsSync(resolve(root, folder, 'capture.json')) ? folder : own;
}

/**
 * A capture as its module holds it.
 *
 * @param other - See {@link captureFolder}.
 * @throws UserError where there is none, one that is damaged, or one of another format.
 */
export async function readSceneCapture(
  root: string,
  name: CaptureName,
  other: string | null = null,
): Promise<FileData<{capture: CaptureFile; tensors: string}>> {
  const {id} = name;
  const folder = captureFolder(root, name, other);
  const files = ['capture.json', 'tensors.safetensors'].map(file => `${folder}/${file}`);
  const scene = id.replace(/\.[^/]*$/, '');
  const isOwn = folder === captureFolder(root, name, null);
  const remedy = isOwn
    ? `Run: npm run extract -- ${scene}`
    : `Run: npm run extract -- ${scene} --model role=model, or remove ${folder}: then it is the course's own that is taken.`;
  const read = (file: string): Promise<Buffer> =>
    readFile(resolve(root, file)).catch(() => {
      throw new UserError('capture-missing', `${file} is missing.`, remedy);
    });
  // One after the other: where there is no capture, it is the record that is missing.
  const [record, tensors] = [await read(files[0]), await read(files[1])];
  const capture = whole(record.toString(), tensors, folder, remedy);
  if (capture.format !== CAPTURE_FORMAT) {
    throw new UserError(
      'capture-format',
      `${files[0]} has format ${String(capture.format)}; this version reads ${String(CAPTURE_FORMAT)}.`,
      remedy,
    );
  }
  return {data: {capture, tensors: tensors.toString('base64')}, files};
}

function whole(
  record: string,
  tensors: Uint8Array,
  folder: string,
  remedy: string,
): CaptureFile {
  try {
    return wholeCapture(record, tensors).capture;
  } catch (error) {
    throw new UserError(
      'capture-damaged',
      `${folder} holds a damaged capture: ${(error as Error).message}.`,
      remedy,
    );
  }
}

async function readJson(root: string, file: string, remedy: string): Promise<object> {
  const text = await readFile(resolve(root, file), 'utf8').catch(() => {
    throw new UserError('file-missing', `${file} is missing.`, remedy);
  });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Reported below, like any other value that is no object.
  }
  throw new UserError('file-invalid', `${file} is no JSON object.`, remedy);
}
