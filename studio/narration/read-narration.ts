import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {sha256} from '../../foundations/canonical-json.ts';
import {replaceFile} from '../../foundations/files/replace-file.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {LocaleScript, Narration, SceneScript} from '../../scenes/script/script.ts';
import {readSceneScript} from '../course/scene-files.ts';
import type {FileData, SceneName} from '../course/scene-files.ts';
import {findFfmpeg} from '../setup/parts.ts';
import {decodeAudio} from './decode-audio.ts';
import {findPauses} from './find-pauses.ts';
import type {Heard} from './find-pauses.ts';
import {planSpans} from './plan-spans.ts';

const ENDINGS = ['wav', 'mp3', 'm4a'];

/** Samples per second that pauses are looked for in. */
const RATE = 16_000;

/** A recording of a script. */
export interface Recording {
  /** Path relative to the course. */
  file: string;
  sha256: string;
}

/**
 * The recordings of a scene, by language: `<scene>.narration.<locale>.wav`, `.mp3` or
 * `.m4a`.
 *
 * @throws UserError where there are two in one language.
 */
export async function findRecordings(
  root: string,
  {lesson, scene}: SceneName,
): Promise<Map<string, Recording>> {
  const found = new Map<string, Recording>();
  for (const name of (await readdir(join(root, 'scenes', lesson))).sort()) {
    const [own, kind, locale, ending, ...rest] = name.split('.');
    if (own !== scene || kind !== 'narration' || rest.length > 0) continue;
    if (!ENDINGS.includes(ending)) continue;
    const file = `scenes/${lesson}/${name}`;
    const other = found.get(locale);
    if (other) {
      throw new UserError(
        'narration',
        `There are two recordings: ${other.file} and ${file}.`,
        'Keep one of them.',
      );
    }
    found.set(locale, {file, sha256: sha256(await readFile(join(root, file)))});
  }
  return found;
}

/**
 * A scene's script with what is spoken at each cue, where it has been recorded.
 *
 * @throws UserError with file and line where script and recording do not fit.
 */
export async function readSpokenScript(
  root: string,
  scene: SceneName,
): Promise<FileData<SceneScript>> {
  const {data, files} = await readSceneScript(root, scene);
  const recordings = await findRecordings(root, scene);
  const locales: Record<string, LocaleScript> = {};
  for (const [locale, script] of Object.entries(data.locales)) {
    const recording = recordings.get(locale);
    const narration = recording && (await narrationOf(root, script, recording));
    locales[locale] = narration ? {...script, narration} : script;
  }
  const all = [...recordings.values()].map(({file}) => file);
  return {data: {...data, locales}, files: [...files, ...all]};
}

async function narrationOf(
  root: string,
  script: LocaleScript,
  recording: Recording,
): Promise<Narration> {
  const heard = await listen(root, recording);
  const names = {script: script.file, recording: recording.file};
  return {...recording, spans: planSpans(script.cues, heard, names)};
}

/** What is heard in a recording; remembered by its content. */
async function listen(root: string, {file, sha256: hash}: Recording): Promise<Heard> {
  const memory = join(root, '.cache/narration', `${hash}.${VERSION}.json`);
  const known = await readFile(memory, 'utf8').catch(() => null);
  if (known !== null) return JSON.parse(known) as Heard;
  const {path} = await findFfmpeg();
  const {samples} = await decodeAudio(path, join(root, file), file, RATE, 1);
  const heard = findPauses(samples, RATE);
  if (!heard) {
    throw new UserError(
      'narration',
      `Nothing is heard in ${file}.`,
      'Record it again, or remove it.',
    );
  }
  await replaceFile(memory, JSON.stringify(heard));
  return heard;
}

/** Of the way in which pauses are found. */
const VERSION = 1;
