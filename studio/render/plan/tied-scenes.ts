import {posix} from 'node:path';

import type {PlayedScene} from '../../stage/protocol.ts';
import type {SceneHashes} from '../../vite/scene-hashes-plugin.ts';
import type {SceneReach} from '../../vite/scene-reach.ts';

/** A scene that frames depend on. */
export interface SceneInPlay {
  name: string;
  /** Hashes of all scenes of this name: the stage does not know which file one came from. */
  code: string[];
  /** Whether the frames are its own. */
  own: boolean;
}

/**
 * The scenes of a project that the frames of some of them depend on, in order: their own,
 * those that they share a module with that may keep something, directly or by way of
 * others, and those that may change what all scenes share. Pure.
 *
 * @param scenes - All scenes of the project, in order.
 * @param range - Positions of those whose frames are asked about; half open.
 */
export function scenesInPlay(
  scenes: readonly Pick<PlayedScene, 'name'>[],
  {first, end}: {first: number; end: number},
  hashes: SceneHashes,
): SceneInPlay[] {
  const reaches = scenes.map(({name}) => reachOfName(name, hashes));
  const isOwn = (i: number): boolean => first <= i && i < end;
  const tied = new Set(scenes.keys());
  for (const i of scenes.keys())
    if (!isOwn(i) && !reaches[i].touchesWorld) tied.delete(i);
  for (let before = -1; before !== tied.size;) {
    before = tied.size;
    const shared = new Set([...tied].flatMap(i => reaches[i].modules));
    for (const i of scenes.keys())
      if (reaches[i].modules.some(module => shared.has(module))) tied.add(i);
  }
  return [...scenes.entries()]
    .filter(([i]) => tied.has(i))
    .map(([i, {name}]) => ({name, code: codeOf(name, hashes), own: isOwn(i)}));
}

/** Whether scenes may ask how far the whole project is. Pure. */
export const readsTime = (names: readonly string[], hashes: SceneHashes): boolean =>
  names.some(name => reachOfName(name, hashes).readsTime);

const filesNamed = (name: string, {scenes}: SceneHashes): string[] =>
  Object.keys(scenes).filter(file => posix.parse(file).name === name);

const codeOf = (name: string, hashes: SceneHashes): string[] =>
  filesNamed(name, hashes)
    .map(file => hashes.scenes[file])
    .sort();

function reachOfName(name: string, hashes: SceneHashes): SceneReach {
  const all = filesNamed(name, hashes).map(file => hashes.reach[file]);
  return {
    modules: all.flatMap(({modules}) => modules),
    touchesWorld: all.some(({touchesWorld}) => touchesWorld),
    readsTime: all.some(({readsTime}) => readsTime),
  };
}
