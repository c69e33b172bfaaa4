import {world} from './seeded-world.ts';

import type {Project} from '@motion-canvas/core';
import projects from 'virtual:aim/projects';

import {runOf} from '../../scenes/lesson/cue-log.ts';
import {ContactSheet} from './contact-sheet.ts';
import {guardGlyphs} from './glyph-guard.ts';
import {inspectFrame} from './inspect-frame.ts';
import {outlineFrame} from './outline-frame.ts';
import {projectFacts} from './project-facts.ts';
import type {OpenRequest, StageApi} from './protocol.ts';
import {renderChunk} from './render-chunk.ts';
import {ScenePlayer} from './scene-player.ts';
import {TextRecorder} from './text-recorder.ts';
import {timeFrames} from './time-frames.ts';
import {FontWatch, loadDeclaredFonts} from './verify-fonts.ts';
import {VectorRecorder} from './vector/vector-recorder.ts';

let open: {player: ScenePlayer; request: OpenRequest} | null = null;
let guarded = false;
let recorder: TextRecorder | null = null;
let vectors: VectorRecorder | null = null;
const sheet = new ContactSheet();
let fonts: FontWatch | null = null;

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

const api: StageApi = {
  async canEncode(codec, width, height, framerate) {
    if (!('VideoEncoder' in window)) return false;
    const {supported} = await VideoEncoder.isConfigSupported({
      codec,
      width,
      height,
      framerate,
    });
    return supported === true;
  },

  project: async name => projectFacts(await load(name)),

  async open(request) {
    const project = await load(request.project);
    await loadDeclaredFonts();
    if (request.checkGlyphs && !guarded) {
      guardGlyphs(CanvasRenderingContext2D.prototype);
      guarded = true;
    } else if (!request.checkGlyphs) {
      fonts ??= new FontWatch(CanvasRenderingContext2D.prototype);
    }
    const player = new ScenePlayer(project, request);
    await player.prepare();
    // Scenes may have declared more.
    await loadDeclaredFonts();
    open = {player, request};
    const run = player.scenes.length === 1 ? runOf(player.scenes[0]) : null;
    return {
      frames: player.frames,
      title: run?.title ?? null,
      lesson: run?.lesson ?? null,
      cues: run?.cues ?? [],
      scenes: player.places,
    };
  },

  async renderChunk(chunk) {
    const {player, request} = current();
    const hashes = await renderChunk(player, request, chunk);
    return {hashes, machineFonts: fonts?.undeclared ?? []};
  },

  async timeFrames(from, to) {
    return timeFrames(current().player, from, to);
  },

  async still(frame) {
    const {player} = current();
    await player.draw(frame);
    return player.canvas.toDataURL('image/png');
  },

  async vector(frame) {
    const {player} = current();
    vectors ??= new VectorRecorder();
    await player.draw(frame);
    return vectors.marks;
  },

  async inspect(frame) {
    const {player, request} = current();
    recorder ??= new TextRecorder(request.scale);
    return inspectFrame(player, recorder, frame, request.scale);
  },

  async glance(frame) {
    const {player, request} = current();
    recorder ??= new TextRecorder(request.scale);
    await player.draw(frame);
    return recorder.texts.map(({node, text, alpha}) => ({node, text, alpha}));
  },

  async outlined(frame, quads) {
    const {player, request} = current();
    await player.draw(frame);
    return outlineFrame(player.canvas, quads, request.scale);
  },

  async addToSheet(heading, pictures) {
    const {player} = current();
    const bitmaps: ImageBitmap[] = [];
    for (const {frame} of pictures) {
      await player.draw(frame);
      bitmaps.push(await createImageBitmap(player.canvas));
    }
    sheet.add(
      heading,
      pictures.map(({label}) => label),
      bitmaps,
    );
  },

  finishSheet: async theme => sheet.finish(theme),

  async compareGround(layout, names, theme) {
    // No frame of a scene depends on it.
    const {drawCompareGround} = await import('./compare-ground.ts');
    return drawCompareGround(layout, names, theme);
  },
};

window.aimStage = api;
