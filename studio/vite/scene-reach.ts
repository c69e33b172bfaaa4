import {worldTouched} from './world-touched.ts';
import type {EstreeNode} from './world-touched.ts';

/** What ties a scene of a plain project to others. */
export interface SceneReach {
  /** Modules that it imports and that may keep something; relative to the roots. */
  modules: string[];
  /** Whether it may change what all scenes share: globals, prototypes, Motion Canvas's own. */
  touchesWorld: boolean;
  /** Whether it may ask how far the whole project is. */
  readsTime: boolean;
}

/** A module as far as it matters here. */
export interface ReachedModule {
  id: string;
  code: string;
}

/** Code that a render brings along, the same for all scenes. */
const OURS =
  /^\0|\?(?:scene|project)\b|\/node_modules\/@motion-canvas\/|\/\.cache\/(?:attention-in-motion\/)?vendor-|\/studio\/stage\//;
/** A module of any other kind gives a string. */
const KEEPS = /\.(?:[cm]?[jt]sx?|json)$/;
const STRING = /\?(?:.*&)?(?:raw|url)\b/;
const TIME =
  /\b(?:playback|usePlayback|globalTime|firstFrame|lastFrame|onCacheChanged|Date|performance|Temporal|timeline|requestAnimationFrame)\b/;

/**
 * What a scene can reach, judged by its modules; where it cannot be known, the answer is
 * that it may. Pure.
 *
 * @param modules - The scene's own and all that it imports.
 * @param parse - Gives a module's syntax tree.
 * @param nameOf - Gives a module's name wherever the project lies.
 */
export function reachOf(
  modules: readonly ReachedModule[],
  parse: (module: ReachedModule) => EstreeNode,
  nameOf: (id: string) => string,
): SceneReach {
  const kept = modules.filter(
    ({id}) => !OURS.test(id) && KEEPS.test(id.split('?')[0]) && !STRING.test(id),
  );
  const scripts = kept.filter(({id}) => !id.split('?')[0].endsWith('.json'));
  return {
    modules: kept.map(({id}) => nameOf(id)).sort(),
    touchesWorld: scripts.some(module => worldTouched(module.code, () => parse(module))),
    readsTime: scripts.some(({code}) => TIME.test(code)),
  };
}
