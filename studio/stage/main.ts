import type {Project} from '@motion-canvas/core';
import {createXXHash64} from 'hash-wasm';
import projects from 'virtual:aim/projects';

import {runOf} from '../../scenes/lesson/cue-log.ts';
import {webcodecsSink} from './encode-webcodecs.ts';
import {guardGlyphs} from './glyph-guard.ts';
import type {OpenRequest, StageApi} from './protocol.ts';
import {ScenePlayer} from './scene-player.ts';
import {rawSink} from './send-raw.ts';

let open: {player: ScenePlayer; request: OpenRequest} | null = null;
let guarded = false;

async function load(name: string): Promise<Project> {
  if (!Object.hasOwn(projects, name)) throw new Error(`The bundle has no project "${name}".`);
  return (await projects[name]()).default;
}

function current(): {player: ScenePlayer; request: OpenRequest} {
  if (!open) throw new Error('Nothing is open on the stage.');
  return open;
}

const api: StageApi = {
  async canEncode(codec, width, height, framerate) {
    if (!('VideoEncoder' in window)) return false;
    const {supported} = await VideoEncoder.isConfigSupported({codec, width, height, framerate});
    return supported === true;
  },

  async open(request) {
    const project = await load(request.project);
    if (request.checkGlyphs && !guarded) {
      guardGlyphs(CanvasRenderingContext2D.prototype);
      guarded = true;
    }
    const player = new ScenePlayer(project, request);
    await player.prepare();
    open = {player, request};
    const run = player.scenes.length === 1 ? runOf(player.scenes[0]) : null;
    return {
      frames: player.frames,
      title: run?.title ?? null,
      lesson: run?.lesson ?? null,
      cues: run?.cues ?? [],
    };
  },

  async renderChunk({from, to, encoding}) {
    const {player, request} = current();
    const {canvas} = player;
    const size = {width: canvas.width, height: canvas.height};
    const sink =
      encoding.kind === 'webcodecs'
        ? await webcodecsSink(encoding, size, request.fps)
        : await rawSink(encoding.upload);
    const hasher = await createXXHash64();
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The stage has no 2D canvas.');
    const hashes: string[] = [];
    for (let frame = from; frame < to; frame++) {
      await player.draw(frame);
      await sink.add(canvas, frame - from);
      const pixels = context.getImageData(0, 0, size.width, size.height).data;
      const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
      hashes.push(hasher.init().update(bytes).digest());
    }
    await sink.finish();
    return {hashes};
  },

  async still(frame) {
    const {player} = current();
    await player.draw(frame);
    return player.canvas.toDataURL('image/png');
  },
};

window.aimStage = api;
