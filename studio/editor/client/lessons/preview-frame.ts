import type {Project} from '@motion-canvas/core';

import {runOf} from '../../../../scenes/lesson/cue-log.ts';
import {PlayAgain} from '../../../stage/play-again.ts';
import {ScenePlayer} from '../../../stage/scene-player.ts';
import type {ViewVariables} from '../view-variables.ts';

/** What the list of lessons shows of a scene that has been played. */
export interface Preview {
  /** With its values. */
  title: string;
  seconds: number;
  /** Its last picture, as the address of a PNG. */
  image: string;
}

declare global {
  interface Window {
    /** Play a scene, and take its last picture. */
    aimPreview?: (scene: string, view: ViewVariables) => Promise<Preview>;
  }
}

/** Enough for a length in seconds, and quicker to play than the video. */
const FPS = 30;
const SIZE = {width: 1920, height: 1080};
const SCALE = 1 / 3;

const file = new URLSearchParams(location.search).get('project') ?? '';
const address = file.split('/').map(encodeURIComponent).join('/');
const {default: project} = (await import(
  /* @vite-ignore */ `/@fs${address}?project`
)) as {default: Project};

window.aimPreview = async (scene, view) => {
  const player = new ScenePlayer(project, {
    project: '',
    scenes: [scene],
    variables: {...view},
    fps: FPS,
    ...SIZE,
    scale: SCALE,
    pixels: [SIZE.width * SCALE, SIZE.height * SCALE],
    background: null,
    colorSpace: 'srgb',
    skipUnchanged: false,
    checkGlyphs: false,
  });
  const places = await player.runThrough();
  const frames = places.at(-1)?.to ?? 0;
  await player.begin(places, false);
  await player.draw(frames - 1).catch((error: unknown) => {
    // The picture is there; chance may have drawn it otherwise than in the video.
    if (!(error instanceof PlayAgain)) throw error;
  });
  return {
    title: runOf(player.scenes[0])?.title ?? scene,
    seconds: frames / FPS,
    image: player.canvas.toDataURL(),
  };
};
