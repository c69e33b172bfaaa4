import type {Project} from '@motion-canvas/core';

import {runOf} from '../../../../scenes/lesson/cue-log.ts';
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
    start: 0,
    skipUnchanged: false,
    checkGlyphs: false,
  });
  await player.prepare();
  await player.draw(player.frames - 1);
  return {
    title: runOf(player.scenes[0])?.title ?? scene,
    seconds: player.frames / FPS,
    image: player.canvas.toDataURL(),
  };
};
