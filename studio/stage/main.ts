import type {Project} from '@motion-canvas/core';
import {createXXHash64} from 'hash-wasm';
import projects from 'virtual:aim/projects';

import {runOf} from '../../scenes/lesson/cue-log.ts';
import {ContactSheet} from './contact-sheet.ts';
import {webcodecsSink} from './encode-webcodecs.ts';
import {guardGlyphs} from './glyph-guard.ts';
import {inspectFrame} from './inspect-frame.ts';
import {outlineFrame} from './outline-frame.ts';
import type {OpenRequest, StageApi} from './protocol.ts';
import {ScenePlayer} from './scene-player.ts';
import {rawSink} from './send-raw.ts';
import {TextRecorder} from './text-recorder.ts';
import {VectorRecorder} from './vector/vector-recorder.ts';

let open: {player: ScenePlayer; request: OpenRequest} | null = null;
let guarded = false;
let recorder: TextRecorder | null = null;
let vectors: VectorRecorder | null = null;
const sheet = new ContactSheet();

async function load(name: string): Promise<Project> {
  if (!Object.hasOwn(projects, name))
    throw new Error(`The bundle has no project "${name}".`);
  return (await projects[name]()).default;
}

function current(): {player: ScenePlayer; request: OpenRequest} {
  if (!open) throw new Error('Nothing is open on the stage.');
  return open;
}

/**
 * A picture as a frame of the chunk. The canvas is also read through it: `getImageData`
 * allocates anew every time, which costs more than drawing.
 */
function timedFrame(
  picture: HTMLCanvasElement | VideoFrame,
  index: number,
  fps: number,
): VideoFrame {
  const micros = (n: number): number => Math.round((n * 1e6) / fps);
  return new VideoFrame(picture, {
    timestamp: micros(index),
    duration: micros(index + 1) - micros(index),
    alpha: 'discard',
  });
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
    const pixels = new Uint8Array(size.width * size.height * 4);
    const hashes: string[] = [];
    let last: VideoFrame | null = null;
    try {
      for (let number = from; number < to; number++) {
        void window.aimFrame?.(number);
        const changed = await player.draw(number);
        const frame: VideoFrame = timedFrame(
          changed || last === null ? canvas : last,
          number - from,
          request.fps,
        );
        last?.close();
        if (changed || last === null) {
          await frame.copyTo(pixels, {format: 'RGBA', colorSpace: 'srgb'});
          hashes.push(hasher.init().update(pixels).digest());
        } else {
          hashes.push(hashes[hashes.length - 1]);
        }
        last = frame;
        await sink.add(frame, pixels, number - from);
      }
    } finally {
      last?.close();
    }
    await sink.finish();
    return {hashes};
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
};

window.aimStage = api;
