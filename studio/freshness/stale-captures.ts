import {resolve} from 'node:path';

import {readCapture} from '../../data-extract/capture/capture-folder.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {declarationChange} from '../../data-extract/freshness/why-stale.ts';
import {UserError} from '../../foundations/user-error.ts';
import {loadDeclaration} from '../course/load-course.ts';
import type {LoadModule} from '../course/load-course.ts';
import {log} from '../command-line/output.ts';
import {CAPTURES, captureFolder, capturesOf, sceneOf} from '../course/scene-files.ts';
import type {CaptureName, SceneName} from '../course/scene-files.ts';
import {captureState} from './capture-states.ts';
import {SourceCache} from './source-cache.ts';
import {SourceGraphs} from './source-graph.ts';

/** A capture that shows what its declaration or its model said once, and how to mend it. */
export interface StaleCapture {
  /** Id of the capture. */
  capture: string;
  /** Ids of the scenes that show it, of those at hand. */
  scenes: string[];
  /** What has changed since it was made, each in words. */
  reasons: string[];
  /** The command that makes it again. */
  remedy: string;
}

/** The captures that scenes declare or import, by the id of the scene. */
export async function usedCaptures(
  root: string,
  scenes: readonly SceneName[],
): Promise<Map<string, CaptureName[]>> {
  const cache = SourceCache.of(root);
  const graphs = new SourceGraphs(root, cache);
  const used = new Map<string, CaptureName[]>();
  for (const scene of scenes) {
    const declared = (await capturesOf(root, scene)).map(({id}) => id);
    const {captures} = await graphs.from([`scenes/${scene.id}.tsx`], true);
    used.set(scene.id, [...new Set([...declared, ...captures])].map(sceneOf));
  }
  await cache.save();
  return used;
}

/**
 * Those of the captures of scenes that are stale, judged from files alone. One that is
 * missing is none of them: nothing can be drawn of it.
 *
 * @param others - Folder of captures that come before the course's own. Of these, only the
 * declaration is judged: which model plays their role is known to who made them.
 * @param load - How declarations are read.
 */
export async function staleCaptures(
  root: string,
  course: Course,
  scenes: readonly SceneName[],
  others: string | null = null,
  load?: LoadModule,
): Promise<StaleCapture[]> {
  const wanted = {root, course, seen: new Map()};
  const shownBy = new Map<string, string[]>();
  for (const [scene, captures] of await usedCaptures(root, scenes))
    for (const {id} of captures) shownBy.set(id, [...(shownBy.get(id) ?? []), scene]);
  const judged = [...shownBy].map(async ([capture, shown]) => {
    const name = sceneOf(capture);
    const isOwn = captureFolder(root, name, others) === `${CAPTURES}/${capture}`;
    const reasons = isOwn
      ? await ownReasons(wanted, name, load)
      : await otherReasons(root, name, others);
    return {capture, scenes: shown, reasons, remedy: remedyFor(name, isOwn)};
  });
  return (await Promise.all(judged)).filter(({reasons}) => reasons.length > 0);
}

/** Ids of the scenes that show a stale capture. */
export const scenesWith = (stale: readonly StaleCapture[]): Set<string> =>
  new Set(stale.flatMap(({scenes}) => scenes));

async function ownReasons(
  wanted: Parameters<typeof captureState>[0],
  name: CaptureName,
  load?: LoadModule,
): Promise<string[]> {
  const {state, reasons} = await captureState(wanted, name, load);
  return state === 'stale' ? reasons : [];
}

async function otherReasons(
  root: string,
  name: CaptureName,
  others: string | null,
): Promise<string[]> {
  const former = await readCapture(resolve(root, captureFolder(root, name, others)));
  return former
    ? declarationChange(await loadDeclaration(root, name), former.capture)
    : [];
}

/** The command that makes a capture again; `--model` stands for the model of others. */
const remedyFor = ({lesson, scene}: CaptureName, isOwn: boolean): string =>
  `npm run extract -- ${lesson}/${scene.split('.')[0]}${isOwn ? '' : ' --model role=model'}`;

/** Say which captures are stale, why, and what to do about it. */
export function warnOfStale(stale: readonly StaleCapture[]): void {
  for (const {capture, reasons, remedy} of stale)
    log.warn(`Capture ${capture} is stale: ${reasons.join(', ')}. Run: ${remedy}`);
}

/**
 * Refuse to make something that lasts of stale captures.
 *
 * @throws UserError that names them, where there are any.
 */
export function refuseStale(stale: readonly StaleCapture[]): void {
  if (stale.length === 0) return;
  const names = stale.map(({capture, reasons}) => `${capture} (${reasons.join(', ')})`);
  const remedies = [...new Set(stale.map(({remedy}) => remedy))];
  throw new UserError(
    'captures-stale',
    `--preset final is not made of stale captures: ${names.join('; ')}.`,
    `Run: ${remedies.join(' && ')}; or give --stale-ok to have them drawn with the word "stale" in their stamps.`,
  );
}
