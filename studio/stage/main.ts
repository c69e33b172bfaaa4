import {world} from './seeded-world.ts';

import type {Project} from '@motion-canvas/core';
import projects from 'virtual:aim/projects';

import {runOf} from '../../scenes/lesson/cue-log.ts';
import type {SceneRun} from '../../scenes/lesson/cue-log.ts';
import {addFaces} from '../../scenes/theme/fonts.ts';
import {forgetStorage} from './forget-storage.ts';
import {guardGlyphs} from './glyph-guard.ts';
import {layOutFirst} from './lay-out-first.ts';
import {nameFailedFetches} from './named-fetch.ts';
import {projectFacts} from './project-facts.ts';
import type {OpenRequest, StageApi} from './protocol.ts';
import {renderChunk} from './render-chunk.ts';
import {ScenePlayer} from './scene-player.ts';
import {timeFrames} from './time-frames.ts';
import {FontWatch, loadDeclaredFonts} from './verify-fonts.ts';

// Motion Canvas is bundled apart, so that no build can put these into it.
Object.assign(globalThis, {
  motionCanvasEnvironment: {
    VITE_MC_PROXY_ENABLED: import.meta.env.VITE_MC_PROXY_ENABLED as unknown,
    VITE_MC_PROXY_ALLOW_LIST: import.meta.env.VITE_MC_PROXY_ALLOW_LIST as unknown,
  },
});
layOutFirst();
nameFailedFetches(window);

let open: {player: ScenePlayer; request: OpenRequest} | null = null;
let guarded = false;
let fonts: FontWatch | null = null;

/**
 * What looks at pictures, and puts them on sheets. It comes when it is first needed: no
 * frame of a video depends on it, and what the stage imports at once counts in its keys.
 */
const looking = () => import('./looking.ts');

async function load(name: string): Promise<Project> {
  if (!Object.hasOwn(projects, name))
    throw new Error(`The bundle has no project "${name}".`);
  world.reseed();
  return (await projects[name]()).default;
}

function current(): {player: ScenePlayer; request: OpenRequest} {
  if (!open) throw new Error('Nothing is open on the stage.');
  return open;
}

async function playerOf(request: OpenRequest): Promise<ScenePlayer> {
  const project = await load(request.project);
  await addFaces(request.faces ?? []);
  await loadDeclaredFonts();
  if (request.checkGlyphs && !guarded) {
    guardGlyphs(CanvasRenderingContext2D.prototype);
    guarded = true;
  }
  return new ScenePlayer(project, request);
}

/** What a play of one scene has told of itself. */
const runIn = ({scenes}: ScenePlayer): SceneRun | null =>
  scenes.length === 1 ? runOf(scenes[0]) : null;

const api: StageApi = {
  project: async name => projectFacts(await load(name)),

  async open(request) {
    const player = await playerOf(request);
    const scenes = await player.runThrough();
    // Scenes may have declared more.
    await loadDeclaredFonts();
    const run = runIn(player);
    return {
      frames: scenes.at(-1)?.to ?? 0,
      title: run?.title ?? null,
      lesson: run?.lesson ?? null,
      cues: run?.cues ?? [],
      scenes,
    };
  },

  async begin(request, scenes, everyFrame) {
    const player = await playerOf(request);
    await player.begin(scenes, everyFrame);
    open = {player, request};
  },

  async renderChunk(chunk) {
    // What is looked at tells of its fonts itself.
    if (!current().request.checkGlyphs)
      fonts ??= new FontWatch(CanvasRenderingContext2D.prototype);
    fonts?.glyphs.begin();
    const drawn = await renderChunk(current().player, chunk);
    return {
      ...drawn,
      machineFonts: fonts?.undeclared ?? [],
      missing: fonts?.glyphs.all ?? [],
    };
  },

  async timeFrames(from, to) {
    return timeFrames(current().player, from, to);
  },

  cues: async () => runIn(current().player)?.cues ?? [],

  async still(frame) {
    const {player} = current();
    await player.draw(frame);
    return player.canvas.toDataURL('image/png');
  },

  stillIn: async (...args) => (await looking()).stillIn(current(), ...args),
  vector: async (...args) => (await looking()).vector(current(), ...args),
  inspect: async (...args) => (await looking()).inspect(current(), ...args),
  glance: async (...args) => (await looking()).glance(current(), ...args),
  small: async width => (await looking()).small(width),
  outlined: async (...args) => (await looking()).outlined(current(), ...args),
  addToSheet: async (...args) => (await looking()).addToSheet(...args),
  finishSheet: async theme => (await looking()).sheet.finish(theme),
  compareGround: async (...args) => (await looking()).compareGround(...args),
};

await forgetStorage();
window.aimStage = api;
